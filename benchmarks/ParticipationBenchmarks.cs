using BenchmarkDotNet.Attributes;
using Stateless;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>One trigger fired at one participation, for each outcome; a new participation; and a Stateless machine that pauses and resumes.</summary>
[SteadyJob]
[MemoryDiagnoser]
public class ParticipationBenchmarks
{
    private readonly Participation _active = Given.Active();
    private readonly Participation _suspended = Given.Active().ApplyOrThrow(Trigger.OperatorPaused, Given.Start);
    private readonly StateMachine<ParticipationState, Trigger> _machine = StatelessPeer.Configured(ParticipationState.Active);

    public ParticipationBenchmarks() => _machine.Configure(ParticipationState.Suspended).Permit(Trigger.OperatorResumed, ParticipationState.Active);

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

    [Benchmark(OperationsPerInvoke = 2)]
    public void StatelessFire()
    {
        _machine.Fire(Trigger.OperatorPaused);
        _machine.Fire(Trigger.OperatorResumed);
    }

    [Benchmark]
    public void StatelessConfigureAndFire() => StatelessPeer.Configured(ParticipationState.Active).Fire(Trigger.OperatorPaused);

    private static Participation Accepted(Participation participation, Trigger trigger) =>
        participation.Apply(trigger, Given.Later).TryPickAccepted(out AcceptedTransition accepted, out Rejection? rejection)
            ? accepted.Participation
            : throw new TransitionRejectedException(rejection);
}
