using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>PostgreSQL databases of one server, each with a host of its own, whose feeds are read as one. A participation lies in one of them, and can be moved.</summary>
internal sealed class SeveralDatabases : IAsyncDisposable
{
    private static readonly (string Table, string Key)[] Tables =
    [
        ("participation", "id"), ("participation_event", "participation_id"), ("participation_visit", "participation_id"), ("participation_checkpoint", "participation_id"),
    ];

    private readonly List<FeedSource> _sources = [];
    private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);

    private SeveralDatabases()
    {
    }

    public List<TestHost> Hosts { get; } = [];

    /// <summary>The feed of each database, as it answers, or not.</summary>
    public List<SilencedFeedTable> Feeds { get; } = [];

    public IParticipationFeed Feed => FeedOf(_sources.Count);

    public static async Task<SeveralDatabases> StartAsync(TestDatabases databases, int count = 2)
    {
        var all = new SeveralDatabases();
        for (int index = 0; index < count; index++)
            await all.AddAsync(databases);
        return all;
    }

    /// <summary>Adds a database, with a clock of its own.</summary>
    public async Task<TestHost> AddAsync(TestDatabases databases)
    {
        TestHost host = await TestHost.StartAsync(await databases.NewAsync(TestDatabases.PostgreSql), options => options.Timers = new LifecycleTimers { TelemetrySilence = null }, new FakeTimeProvider(TestHost.Start));
        var table = new SilencedFeedTable(host.Get<IFeedTable>());
        var watch = new FeedWatch(table, host.Get<FeedSignal>(), host.Get<ParticipationSettings>());
        _sources.Add(new FeedSource(NameOf(Hosts.Count), table, watch, host.Get<Preparation>(), NullLogger.Instance));
        Feeds.Add(table);
        Hosts.Add(host);
        return host;
    }

    /// <summary>The feed of the first of them.</summary>
    public IParticipationFeed FeedOf(int count)
    {
        FeedSource[] sources = [.. _sources.Take(count)];
        var table = new RoutingTable(this);
        ParticipationSettings settings = Hosts[0].Get<ParticipationSettings>();
        return new ParticipationFeed(() => sources, new FeedEntries(table, new HistoryReader(table, settings), settings));
    }

    public async Task<StoredParticipation> GivenAsync(int database, string id, ParticipationState state = ParticipationState.EnrolmentRequested)
    {
        _places[id] = database;
        return await Hosts[database].GivenAsync(id, state, device: $"dev_of_{id}");
    }

    public async Task<Participation> FindAsync(string id) => (await Hosts[_places[id]].FindAsync(id)).Participation;

    public async Task ApplyAsync(string id, params Trigger[] triggers)
    {
        foreach (Trigger trigger in triggers)
        {
            TestHost host = Hosts[_places[id]];
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, trigger, host.Now)).Value);
        }
    }

    /// <summary>Moves a participation that nobody writes meanwhile.</summary>
    public async Task MoveAsync(string id, int to, bool withBarrier = true)
    {
        (int from, TestHost source, TestHost destination) = (_places[id], Hosts[_places[id]], Hosts[to]);
        if (from == to)
            return;
        await source.Database.WriteAsync(async (connection, transaction) =>
        {
            await ExecuteAsync(connection, transaction, new SqlStatement("SELECT 1 FROM participation WHERE id = $1 FOR UPDATE", id));
            FeedMark upTo = await source.Get<IFeedBarriers>().AssignAllAsync(default);
            List<SqlStatement> statements = [];
            foreach ((string table, string key) in Tables)
                statements.AddRange(await InsertsAsync(connection, table, key, id));
            if (withBarrier)
                statements.Add(destination.Get<IFeedBarriers>().Barrier(NameOf(from), upTo, destination.Now));
            await destination.Database.ExecuteAsync(statements);
            return true;
        });
        _places[id] = to;
        await source.Database.ExecuteAsync([.. Tables.Select(each => new SqlStatement($"DELETE FROM {each.Table} WHERE {each.Key} = $1", id))]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestHost host in Hosts)
            await host.DisposeAsync();
    }

    private static string NameOf(int database) => $"database {database}";

    private static async Task<List<SqlStatement>> InsertsAsync(DbConnection connection, string table, string key, string id)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE {key} = '{id}'";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        List<SqlStatement> inserts = [];
        while (await reader.ReadAsync())
        {
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            object?[] values = [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))];
            inserts.Add(new SqlStatement($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, index) => FormattableString.Invariant($"${index + 1}")))})", values));
        }

        return inserts;
    }

    private async Task ExecuteAsync(DbConnection connection, DbTransaction transaction, SqlStatement statement) => await Hosts[0].Get<Database>().ExecuteAsync(connection, transaction, [statement], default);

    /// <summary>Reads a history where the participation lies. One that was moved while it was read is read again.</summary>
    private sealed class RoutingTable(SeveralDatabases all) : ForwardingTable(all.Hosts[0].Get<IParticipationTable>())
    {
        public override Task<IReadOnlyList<EventRow>> EventsAsync(string id, long after, int limit, CancellationToken cancellation) =>
            ReadAsync(id, table => table.EventsAsync(id, after, limit, cancellation));

        public override Task<CheckpointRow?> CheckpointAsync(string id, long atMost, CancellationToken cancellation) => ReadAsync(id, table => table.CheckpointAsync(id, atMost, cancellation));

        private async Task<T> ReadAsync<T>(string id, Func<IParticipationTable, Task<T>> read)
        {
            while (true)
            {
                int place = all._places[id];
                T result = await read(all.Hosts[place].Get<IParticipationTable>());
                if (all._places[id] == place)
                    return result;
            }
        }
    }
}
