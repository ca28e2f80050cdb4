using BenchmarkDotNet.Attributes;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>One trigger fired at one participation, for each outcome; and a new participation.</summary>
[MemoryDiagnoser]
public class ParticipationBenchmarks
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ParticipationDetails _details = new() { Id = "vpp_0123456789abcdef01234567", DeviceId = "device", LocationId = "location" };
    private readonly Participation _active;
    private readonly Participation _suspended;

    public ParticipationBenchmarks()
    {
        _active = Participation.Request(_details, MeterAccess.NotRequired, At);
        foreach (Trigger trigger in _active.PathTo(ParticipationState.Active)!)
            _active = _active.ApplyOrThrow(trigger, At);
        _suspended = _active.ApplyOrThrow(Trigger.OperatorPaused, At);
    }

    [Benchmark(Baseline = true)]
    public Outcome Transitioned() => Fire(_active, Trigger.OperatorPaused);

    [Benchmark]
    public Outcome Updated() => Fire(_suspended, Trigger.CustomerPaused);

    [Benchmark]
    public Outcome Ignored() => Fire(_active, Trigger.OperatorResumed);

    [Benchmark]
    public Outcome IgnoredWithLaterSighting() => Fire(_active, Trigger.TelemetryReceived);

    [Benchmark]
    public Outcome Rejected() => _active.Apply(Trigger.ConsentGranted, At).Outcome;

    [Benchmark]
    public Participation ApplyOrThrow() => _active.ApplyOrThrow(Trigger.OperatorPaused, At);

    [Benchmark]
    public Participation Request() => Participation.Request(_details, MeterAccess.NotRequired, At);

    private static Outcome Fire(Participation participation, Trigger trigger) =>
        participation.Apply(trigger, At.AddSeconds(1)).TryPickAccepted(out AcceptedTransition accepted, out _)
            ? accepted.Outcome
            : throw new InvalidOperationException($"{trigger.ToWireName()} was rejected.");
}
