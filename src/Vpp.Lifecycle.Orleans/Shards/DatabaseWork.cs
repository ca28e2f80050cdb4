using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>What works on the rows of one database at a time: the look for deadlines, and shares of a bulk request. With one database it is the host's own. Thread-safe.</summary>
internal sealed class DatabaseWork
{
    private readonly Dictionary<string, Parts> _parts = new(StringComparer.Ordinal);
    private readonly ShardDatabases? _databases;
    private readonly Parts? _own;

    public DatabaseWork(IServiceProvider services)
    {
        if (!services.HasSeveralDatabases())
        {
            _own = new Parts(services.GetRequiredService<DeadlineSweep>(), services.GetRequiredService<ParticipationStore>(), services.GetRequiredService<IDueIndex>());
            Names = [null];
            return;
        }

        _databases = services.GetRequiredService<ShardDatabases>();
        Names = [.. _databases.All.Select(database => database.Name)];
        foreach (ShardDatabase database in _databases.All)
            _parts.Add(database.Name, PartsOf(database, services));
    }

    /// <summary>The databases; one without a name where there is one.</summary>
    public IReadOnlyList<string?> Names { get; }

    public bool Has(string? database) => Names.Contains(database);

    public async ValueTask<DeadlineSweep> SweepAsync(string? database, CancellationToken cancellation) => (await OfAsync(database, cancellation)).Sweep;

    public async ValueTask<IDueIndex> DueIndexAsync(string? database, CancellationToken cancellation) => (await OfAsync(database, cancellation)).Due;

    /// <summary>The store that does shares of bulk requests: their progress is kept in the transactions that write, and what others were faster at is looked for wherever it is.</summary>
    public async ValueTask<ParticipationStore> StoreAsync(string? database, CancellationToken cancellation) => (await OfAsync(database, cancellation)).Store;

    private async ValueTask<Parts> OfAsync(string? database, CancellationToken cancellation)
    {
        if (database is null)
            return _own ?? throw new ParticipationsUnavailableException("A silo of one database asked one of several.");
        if (_databases is null)
            throw new ParticipationsUnavailableException($"A silo of several databases asked one that knows no \"{database}\".");
        await _databases.ReadyAsync(database, cancellation);
        return _parts[database];
    }

    private static Parts PartsOf(ShardDatabase database, IServiceProvider services)
    {
        ParticipationSettings settings = services.GetRequiredService<ParticipationSettings>();
        RecentParticipations recent = services.GetRequiredService<RecentParticipations>();
        FeedSignal signal = services.GetRequiredService<FeedSignal>();
        ChangePlanner planner = services.GetRequiredService<ChangePlanner>();
        HostingMetrics metrics = services.GetRequiredService<HostingMetrics>();
        ILogger log = services.GetRequiredService<ILoggerFactory>().CreateLogger(HostingMetrics.Name);
        return new Parts(
            new DeadlineSweep(database.Table, database.Due, recent, signal, planner, settings, metrics, log, database.Name),
            new ParticipationStore(
                services.GetRequiredService<Preparation>(), services.GetRequiredService<IParticipationTable>(), database.Keys, database.Bulk, signal,
                new KeyReader(database.Keys, services.GetRequiredService<HistoryReader>(), settings), recent, planner, settings, metrics, log),
            database.Due);
    }

    private sealed record Parts(DeadlineSweep Sweep, ParticipationStore Store, IDueIndex Due);
}
