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

    /// <summary>The reason as a sentence.</summary>
    /// <param name="configuration">What refuses the trigger.</param>
    /// <param name="trigger">The trigger rejected.</param>
    /// <param name="subject">What the sentence calls it: its name, or "it" where the name has just been said.</param>
    internal static string ReasonOf(Configuration configuration, Trigger trigger, string subject) => CodeOf(configuration, trigger) switch
    {
        RejectionCode.TerminalState => $"{configuration.State.ToWireName()} is terminal.",
        RejectionCode.NotYetPermitted => $"{subject} needs {Either(StatesThatPermit(trigger))}, which has not been reached yet.",
        _ => $"{subject} needs {Either(StatesThatPermit(trigger))}, which cannot be reached any more.",
    };

    private static string Either(List<ParticipationState> states)
    {
        string[] names = [.. states.Select(state => state.ToWireName())];
        return names.Length switch
        {
            1 => names[0],
            2 => $"{names[0]} or {names[1]}",
            _ => $"one of {string.Join(", ", names[..^1])} or {names[^1]}",
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
