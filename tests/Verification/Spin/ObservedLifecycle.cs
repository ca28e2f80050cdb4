namespace Vpp.Lifecycle.Tests.Verification.Spin;

/// <summary>
/// How many states the model has according to the compiled table: each configuration together with what an observer of the
/// triggers takes to be the reasons.
/// </summary>
internal static class ObservedLifecycle
{
    internal static int CountStates()
    {
        var reached = new HashSet<(Configuration, SuspensionReasonSet)>();
        var queue = new Queue<(Configuration, SuspensionReasonSet)>([(Configuration.FromCode(0), default), (Configuration.FromCode(1), default)]);
        while (queue.TryDequeue(out (Configuration Configuration, SuspensionReasonSet Observed) here))
        {
            if (!reached.Add(here))
                continue;
            foreach (Trigger trigger in here.Configuration.PermittedTriggers)
                queue.Enqueue((TransitionTable.Next(here.Configuration, trigger).Next, Observe(here.Observed, trigger)));
        }

        // Where the process ends, Spin stores its last point and its absence too; and there is the choice before the beginning.
        return reached.Count + (2 * reached.Count(state => LifecycleSpecification.Describe(state.Item1.State).IsTerminal)) + 1;
    }

    private static SuspensionReasonSet Observe(SuspensionReasonSet observed, Trigger trigger)
    {
        foreach (SuspensionReasonDescriptor reason in LifecycleSpecification.Reasons)
        {
            if (trigger == reason.RaisedBy)
                observed = observed.With(reason.Reason);
            else if (trigger == reason.ClearedBy || (trigger == Trigger.TelemetryReceived && reason.Reason == SuspensionReason.AwaitingTelemetry))
                observed = observed.Without(reason.Reason);
        }

        return observed;
    }
}
