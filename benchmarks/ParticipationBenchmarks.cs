using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>One trigger fired at one participation, for each outcome; and a new participation.</summary>
[MemoryDiagnoser]
public class ParticipationBenchmarks
{
    private readonly Participation _active = Given.Active();
    private readonly Participation _suspended = Given.Active().ApplyOrThrow(Trigger.OperatorPaused, Given.Start);

    [Benchmark(Baseline = true)]
    public Participation Transitioned() => Accepted(_active, Trigger.OperatorPaused);

    [Benchmark]
    public Participation Updated() => Accepted(_suspended, Trigger.CustomerPaused);

    [Benchmark]
    public Participation Ignored() => Accepted(_active, Trigger.OperatorResumed);

    [Benchmark]
    public Participation IgnoredWithLaterSighting() => Accepted(_active, Trigger.TelemetryReceived);

    [Benchmark]
    public Outcome Rejected() => _active.Apply(Trigger.ConsentGranted, Given.Later).Outcome;

    [Benchmark]
    public string RejectedAndRead() => _active.Apply(Trigger.ConsentGranted, Given.Later).Rejection!.Reason;

    [Benchmark]
    public Participation ApplyOrThrow() => _active.ApplyOrThrow(Trigger.OperatorPaused, Given.Later);

    [Benchmark]
    public Participation Request() => Participation.Request(Given.Details, MeterAccess.NotRequired, Given.Start);

    private static Participation Accepted(Participation participation, Trigger trigger) =>
        participation.Apply(trigger, Given.Later).TryPickAccepted(out AcceptedTransition accepted, out Rejection? rejection)
            ? accepted.Participation
            : throw new TransitionRejectedException(rejection);
}
