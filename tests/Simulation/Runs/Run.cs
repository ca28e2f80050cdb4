using System.Data.Common;
using Vpp.Lifecycle.Tests.Simulation.Host;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Oracles;
using Vpp.Lifecycle.Tests.Simulation.Time;
using Vpp.Lifecycle.Tests.Simulation.Variants;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>A plan carried out: the same plan, seed and variant give the same run to the last step, on every machine.</summary>
internal sealed class Run
{
    private const int Readers = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Plan _plan;
    private readonly Variant _variant;
    private readonly Trace _trace;
    private readonly Random _chances;
    private readonly SimulatedLog _log;
    private readonly HistoryOracle _histories;
    private readonly DeadlineOracle _deadlines;
    private readonly FeedReader[] _readers;
    private readonly Clients _clients;
    private readonly Nemesis _nemesis;
    private readonly TaskCompletionSource _ended = new();

    private Run(Plan plan, Variant variant, bool isTraced)
    {
        (_plan, _variant, _trace) = (plan, variant, new Trace(isTraced));
        _chances = new Random(plan.Seed ^ 0x5EED);
        KeysKeptFor = TimeSpan.FromSeconds(_chances.Next(4) == 0 ? 20 : 3_600);
        Scheduler = new Scheduler(plan.Seed + 1);
        Server = new ModelServer(Scheduler, _chances) { Committed = OnCommit, AnswerLost = () => Disturbances.All(Ticks) };
        _log = new SimulatedLog(words => Report(Promise.NoFaultWithoutCause, words));
        _histories = new HistoryOracle(Report);
        _deadlines = new DeadlineOracle(_histories, Disturbances, Report);
        Keys = new KeyOracle(Report);
        _readers = [.. Enumerable.Range(0, Readers).Select(_ => new FeedReader(Server, Report))];
        _clients = new Clients(this);
        _nemesis = new Nemesis(this);
    }

    public Scheduler Scheduler { get; }

    public ModelServer Server { get; }

    public KeyOracle Keys { get; }

    public TimeSpan KeysKeptFor { get; }

    public Disturbances Disturbances { get; } = new();

    public List<SimulatedInstance> Instances { get; } = [];

    public IEnumerable<SimulatedInstance> Living => Instances.Where(instance => instance.IsAlive);

    public Violation? Violation { get; private set; }

    public long Ticks => Scheduler.Now;

    public DateTimeOffset Now => Scheduler.Clock.GetUtcNow();

    public static RunResult Of(Plan plan, Variant variant, bool isTraced = false)
    {
        var run = new Run(plan, variant, isTraced);
        run.Scheduler.Run(() => _ = run.Watch(run.CarryOutAsync()), run._ended.Task);
        return new RunResult(run.Violation, run._trace.Hash, run._trace.Words, run.Scheduler.Steps, run.Server.Commits.Count);
    }

    public void Report(Promise promise, string detail)
    {
        if (Violation is not null)
            return;
        Violation = new Violation(promise, detail, Ticks);
        Note(-1, '!', (long)promise, () => $"BROKEN: {Violation}");
        _ended.TrySetResult();
    }

    public void Note(int who, char what, long which, Func<string> words) => _trace.Add(Ticks, who, what, which, words);

    /// <summary>One of the living instances; null where there is none.</summary>
    public SimulatedInstance? Pick(int number) => Living.ToArray() is { Length: > 0 } living ? living[number % living.Length] : null;

    public SimulatedInstance Start(InstanceSettings settings)
    {
        var instance = new SimulatedInstance(Instances.Count, settings, Scheduler, Server, _chances, _variant, _log);
        Instances.Add(instance);
        Disturbances.All(Ticks);
        Note(instance.Number, 'i', 0, () => $"instance {instance.Number} starts: {settings}");
        _ = Watch(instance.StartAsync(Scheduler));
        return instance;
    }

    /// <summary>Whether a call was answered by a value. A fault needs a cause, and so does a long wait.</summary>
    public async Task<bool> AnsweredAsync(Task call, SimulatedInstance instance, Step step, string? id)
    {
        long asked = Ticks;
        await Task.WhenAny(call, instance.Killed);
        if (!call.IsCompleted)
            return false;
        bool isUndisturbed = id is not null && Disturbances.LastFor(id) + Patience.Ticks < asked;
        if (call.Exception is { } failed)
        {
            Exception fault = failed.InnerException!;
            Note(step.Number, 'x', 0, () => $"{step} at {instance.Number}: {fault.Message}");
            if (fault is not DbException || isUndisturbed)
                Report(Promise.NoFaultWithoutCause, $"{step}: {fault}");
            return false;
        }

        if (isUndisturbed && Disturbances.LastFor(id!) < asked && Ticks - asked > Patience.Ticks)
            Report(Promise.OthersGoOn, $"{step} of {id} took {TimeSpan.FromTicks(Ticks - asked).TotalSeconds:0.0} s, with nothing in its own way.");
        return true;
    }

    public string TextOf(StoredRecord record) => _histories.Of(record) is { } facts ? Snapshots.TextOf(facts.Replayed) : "";

    /// <summary>The database has lost commits.</summary>
    public void Lost() => Keys.Lost(Server.State);

    public InstanceSettings DrawSettings() => InstanceSettings.Draw(_chances, KeysKeptFor);

    private async Task CarryOutAsync()
    {
        Start(DrawSettings());
        if (_chances.Next(2) == 0)
            Start(DrawSettings());
        _ = Watch(LookAsync());
        var begun = new List<Task>();
        foreach (Step step in _plan.Steps)
        {
            await Scheduler.Delay(Math.Max(0, step.At - Ticks));
            Note(step.Number, 's', (long)step.Kind, step.ToString);
            begun.Add(Watch(DoAsync(step)));
        }

        await Task.WhenAll(begun);
        await SettleAsync();
        _ended.TrySetResult();
    }

    private Task DoAsync(Step step) => step.Kind switch
    {
        StepKind.Enrol => _clients.EnrolAsync(step),
        StepKind.Fire => _clients.FireAsync(step),
        StepKind.Repeat => _clients.RepeatAsync(step),
        StepKind.ReuseKey => _clients.ReuseKeyAsync(step),
        StepKind.Amend => _clients.AmendAsync(step),
        StepKind.WriteHostData => _clients.WriteHostDataAsync(step),
        StepKind.Find => _clients.FindAsync(step),
        StepKind.Bulk => _clients.BulkAsync(step),
        StepKind.Burst => _clients.BurstAsync(step),
        StepKind.ReadFeed => ReadAsync(_readers[step.Target % Readers], step),
        _ => _nemesis.DoAsync(step),
    };

    /// <summary>Looks every two seconds for what should have been fired.</summary>
    private async Task LookAsync()
    {
        while (true)
        {
            await Scheduler.Delay(2 * TimeSpan.TicksPerSecond);
            _deadlines.Check(Server.State, Ticks, Living);
        }
    }

    /// <summary>Nothing more goes wrong, and a while later everything is as it should be.</summary>
    private async Task SettleAsync()
    {
        Server.LoseAnswers(0);
        if (!Living.Any())
            Start(DrawSettings());
        // Where nobody is left that has the timers in force, it takes a minute to be noticed.
        bool isLed = Living.Any(instance => instance.Settings.Fingerprint == Server.State.InForce?.Fingerprint);
        await Scheduler.Delay(TimeSpan.FromSeconds(isLed ? 35 : 130));
        _deadlines.Check(Server.State, Ticks, Living);
        SimulatedInstance last = Living.Last();
        foreach (FeedReader reader in _readers)
        {
            long seen;
            do
            {
                seen = Server.State.LastPosition;
                await reader.ReadOnAsync(last, 1_000);
                await reader.ReadOnAsync(last, 1_000);
            }
            while (seen != Server.State.LastPosition);
            reader.CheckAll(Server.State);
        }

        Keys.CheckAll(Server.State);
    }

    private async Task ReadAsync(FeedReader reader, Step step)
    {
        if (Pick(step.Instance) is not { } instance)
            return;
        try
        {
            await reader.ReadOnAsync(instance, 1 + (step.Choice % 16));
        }
        catch (DbException fault)
        {
            Note(step.Number, 'x', 1, () => $"{step} at {instance.Number}: {fault.Message}");
        }
    }

    private void OnCommit(DatabaseState before, DatabaseState after)
    {
        foreach ((string id, StoredRecord record) in after.Participations)
        {
            StoredRecord? earlier = before.Find(id);
            if (ReferenceEquals(earlier, record))
                continue;
            Note(-2, 'w', record.Row.Version.Number, () => $"committed: {id} {record.Row.Version}, {record.Events.Count} events, due {record.Row.NextDueAt}, {Configuration.FromCode(record.Row.Configuration)}");
            _histories.Committed(earlier, record);
            Keys.Committed(earlier, record, KeysKeptFor.Ticks);
        }
    }

    private async Task Watch(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception fault)
        {
            Report(Promise.NoFaultWithoutCause, fault.ToString());
        }
    }
}
