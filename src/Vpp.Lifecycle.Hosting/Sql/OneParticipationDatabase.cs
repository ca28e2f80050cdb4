using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary><see cref="IParticipationDatabases"/> where there is one.</summary>
internal sealed class OneParticipationDatabase(Preparation preparation, Database database) : IParticipationDatabases
{
    private const int AtOnce = 500;

    public bool AreSeveral => false;

    public async Task<IReadOnlyList<T>> ReadAsync<T>(Func<DbConnection, Task<IEnumerable<T>>> read, Func<T, string> identity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(identity);
        await preparation.EnsureAsync(cancellation);
        await using ConnectionLease lease = await database.OpenAsync(cancellation);
        return [.. await read(lease.Connection)];
    }

    public async Task<IReadOnlyList<OpenParticipation>> OpenOfAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(deviceIds);
        await preparation.EnsureAsync(cancellation);
        return await OpenOfAsync(database, deviceIds, cancellation);
    }

    /// <summary>Those of one database.</summary>
    public static async Task<IReadOnlyList<OpenParticipation>> OpenOfAsync(Database database, IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        var open = new List<OpenParticipation>();
        foreach (string[] some in deviceIds.Chunk(AtOnce))
        {
            string parameters = string.Join(", ", Enumerable.Range(1, some.Length).Select(number => FormattableString.Invariant($"${number}")));
            open.AddRange(await database.QueryAsync(
                new SqlStatement($"SELECT device_id, id, account_id, live_mode FROM participation WHERE is_open = 1 AND device_id IN ({parameters})", [.. some]),
                static reader => new OpenParticipation(reader.GetString(0), reader.GetString(1), new ParticipationScope(Columns.Text(reader, 2), reader.GetInt16(3) != 0)), cancellation));
        }

        return open;
    }
}
