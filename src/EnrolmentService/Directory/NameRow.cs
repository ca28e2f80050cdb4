using System.Data.Common;
using Dapper;
using EnrolmentService.Stored;

namespace EnrolmentService.Directory;

/// <summary>What something of the directory is called.</summary>
internal sealed class NameRow
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Names by identifier, in the order of the query. Those that cannot be read are missing, and the log is told.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="kind">What they are names of, in words.</param>
    /// <param name="unreadable">Tells the log.</param>
    /// <param name="command">The query, of <c>Id</c> and <c>Name</c>.</param>
    public static async Task<OrderedDictionary<string, string>> ReadAsync(DbConnection connection, string kind, UnreadableRows unreadable, CommandDefinition command)
    {
        var names = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (NameRow row in (await RowByRow.ReadAsync(connection, command, kind, (NameRow row) => row)).Telling(unreadable))
            names.Add(row.Id, row.Name);
        return names;
    }
}
