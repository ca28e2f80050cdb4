namespace Vpp.Lifecycle;

/// <summary>Finds out from the rules why a configuration refuses a trigger.</summary>
internal static class RejectionReasons
{
    internal static RejectionCode CodeOf(Configuration configuration, Trigger trigger)
    {
        if (LifecycleSpecification.Describe(configuration.State).IsTerminal)
            return RejectionCode.TerminalState;
        return StatesThatPermit(trigger).Exists(state => configuration.PathTo(state) is not null)
            ? RejectionCode.NotYetPermitted
            : RejectionCode.NoLongerPermitted;
    }

    internal static string ReasonOf(Configuration configuration, Trigger trigger)
    {
        string state = configuration.State.ToWireName();
        string needed = string.Join(" or ", StatesThatPermit(trigger).Select(needed => needed.ToWireName()));
        return CodeOf(configuration, trigger) switch
        {
            RejectionCode.TerminalState => $"{state} is terminal.",
            RejectionCode.NotYetPermitted => $"it needs {needed}, still to be reached.",
            _ => $"it needs {needed}, which cannot be reached any more.",
        };
    }

    private static List<ParticipationState> StatesThatPermit(Trigger trigger) =>
        LifecycleSpecification.Rules
            .Where(rule => rule.Trigger == trigger && rule.Outcome != Outcome.Ignored)
            .Select(rule => rule.From)
            .Distinct()
            .Order()
            .ToList();
}
