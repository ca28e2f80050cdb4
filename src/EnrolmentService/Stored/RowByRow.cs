using System.Data.Common;
using System.Globalization;
using Dapper;

namespace EnrolmentService.Stored;

/// <summary>Reads rows one by one: one that cannot be read keeps no other from being read.</summary>
internal static class RowByRow
{
    /// <param name="connection">The connection.</param>
    /// <param name="command">The query; its first column is the row's identifier.</param>
    /// <param name="kind">What a row is of, in words.</param>
    /// <param name="read">Makes a row into what it is of.</param>
    public static async Task<RowsRead<T>> ReadAsync<TRow, T>(DbConnection connection, CommandDefinition command, string kind, Func<TRow, T> read)
    {
        List<T> found = [];
        List<UnreadableDataException> unreadable = [];
        await using DbDataReader reader = await connection.ExecuteReaderAsync(command);
        while (await reader.ReadAsync(command.CancellationToken))
        {
            string id = Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "";
            try
            {
                // SQLite has types by value and not by column: what reads a row is made for its values.
                TRow row = reader.GetRowParser<TRow>()(reader);
                found.Add(UnreadableDataException.Read(kind, id, () => read(row)));
            }
            catch (UnreadableDataException fault)
            {
                unreadable.Add(fault);
            }
            catch (Exception fault) when (UnreadableDataException.IsOfTheValue(fault))
            {
                unreadable.Add(new UnreadableDataException(kind, id, fault.Message));
            }
        }

        return new RowsRead<T>(found, unreadable);
    }
}

/// <summary>What some rows hold, and the faults of those that cannot be read.</summary>
internal sealed record RowsRead<T>(IReadOnlyList<T> Found, IReadOnlyList<UnreadableDataException> Unreadable)
{
    /// <summary>The only row there may be; null where there is none.</summary>
    /// <exception cref="UnreadableDataException">It cannot be read.</exception>
    public T? One => Unreadable is [var fault, ..] ? throw fault : Found.SingleOrDefault();

    /// <summary>What can be read; of the rest the log is told.</summary>
    public IReadOnlyList<T> Telling(UnreadableRows unreadable)
    {
        foreach (UnreadableDataException fault in Unreadable)
            unreadable.Tell(fault);
        return Found;
    }
}
