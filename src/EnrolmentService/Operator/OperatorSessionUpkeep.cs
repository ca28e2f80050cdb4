using EnrolmentService.Stored;

namespace EnrolmentService.Operator;

/// <summary>Deletes sessions whose time is over. Every instance may do so.</summary>
internal sealed class OperatorSessionUpkeep(OperatorSessionStore sessions, TimeProvider clock, ILogger<OperatorSessionUpkeep> log) : RepeatedWork(Period, clock, log)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public override async Task RunOnceAsync(CancellationToken cancellation) => await sessions.PruneAsync(cancellation);
}
