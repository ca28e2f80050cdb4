using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Feed;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Hosting.Telemetry;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Time;
using Vpp.Lifecycle.Tests.Simulation.Variants;

namespace Vpp.Lifecycle.Tests.Simulation.Host;

#pragma warning disable CA1001 // A killed process disposes of nothing either.
/// <summary>An instance of a host: the package's own store, workers, writer and feed, put together as the package does, over the model of a database.</summary>
internal sealed class SimulatedInstance
#pragma warning restore CA1001
{
    private static readonly HostingMetrics Metrics = new(new Meter("simulation"));

    private readonly TaskCompletionSource _killed = new();
    private readonly Preparation _preparation;
    private readonly RepeatingWorker[] _workers;

    public SimulatedInstance(int number, InstanceSettings settings, Scheduler scheduler, ModelServer server, Random chances, Variant variant, ILogger log)
    {
        (Number, Settings) = (number, settings);
        var options = new ParticipationOptions
        {
            Timers = settings.Timers,
            DeadlinePolling = settings.Polling,
            IdempotencyKeptFor = settings.KeysKeptFor,
            LatestVisits = settings.LatestVisits,
            RememberedParticipations = settings.Remembered,
            LockTimeout = settings.LockTimeout,
            BulkBatch = 2,
        };
        ParticipationSettings SettingsAt(TimeProvider clock) => new(Options.Create(options), clock)
        {
            DrawToken = () => chances.NextInt64(long.MinValue, long.MaxValue),
            PauseAsync = (_, _) => scheduler.Delay(chances.Next(40_000)),
        };

        ParticipationSettings all = SettingsAt(scheduler.Clock);
        EventClock = new EventClock(scheduler.Clock);
        Connections = new ModelConnections(server, scheduler, settings.PoolSize, settings.LockTimeout);
        ILoneWrites lone = variant.Limit(new LoneWrites(Math.Clamp(settings.PoolSize / 4, 1, 16), settings.LockTimeout, scheduler.Clock));
        var writer = new PostgresWriter(Connections, lone, scheduler.Clock, TaskScheduler.FromCurrentSynchronizationContext());
        IParticipationTable table = variant.Table(Connections, writer, lone);
        IDueIndex due = variant.DueIndex(Connections, writer, all.Fingerprint);
        var keys = new ModelKeyTable(Connections, writer);
        IFeedTable feedTable = variant.FeedTable(Connections, writer);
        var signal = new FeedSignal();
        var recent = new RecentParticipations(settings.Remembered);
        var history = new HistoryReader(table, all);
        var requests = new KeyReader(keys, history, all);
        var planner = new ChangePlanner(all);
        _preparation = new Preparation(cancellation => due.PutInForceAsync(all.Fingerprint, all.NowTicks, cancellation));
        Store = variant.Store(new ParticipationStore(
            _preparation, table, keys, new ModelBulkTable(Connections), signal, requests, recent, new ChangePlanner(SettingsAt(variant.PlanningClock(scheduler.Clock, EventClock))), all, Metrics, log));
        FeedSource[] source = [new FeedSource("", feedTable, new FeedWatch(feedTable, signal, all), _preparation, log)];
        Feed = new ParticipationFeed(() => source, new FeedEntries(table, history, all));
        _workers =
        [
            new DeadlineWorker(new DeadlineSweep(table, due, recent, signal, planner, all, Metrics, log), _preparation, all, log),
            new PruningWorker(keys, feedTable, _preparation, all, log),
        ];
    }

    public int Number { get; }

    public InstanceSettings Settings { get; }

    public ModelConnections Connections { get; }

    public EventClock EventClock { get; }

    public IParticipationStore Store { get; }

    public IParticipationFeed Feed { get; }

    public bool IsAlive => !Connections.IsDead;

    /// <summary>Completes when the instance is killed: what was asked of it gets no answer.</summary>
    public Task Killed => _killed.Task;

    /// <summary>Prepares the database, and from then on the workers run. A host that cannot prepare it is started again by whoever looks after it.</summary>
    public async Task StartAsync(Scheduler scheduler)
    {
        while (true)
        {
            try
            {
                await _preparation.EnsureAsync(CancellationToken.None);
                break;
            }
            catch (System.Data.Common.DbException)
            {
                await scheduler.Delay(TimeSpan.FromSeconds(1));
            }
        }

        foreach (RepeatingWorker worker in _workers)
            _ = worker.RepeatAsync(CancellationToken.None);
    }

    /// <summary>As <c>kill -9</c>: what its transactions had sent to the server is done or not, and nothing of it goes on here.</summary>
    public void Kill()
    {
        Connections.IsDead = true;
        _killed.TrySetResult();
    }
}
