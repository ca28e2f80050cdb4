namespace Vpp.Lifecycle.Flip;

/// <summary>Finds out why an operator may not ask for a status.</summary>
internal static class FlipRejectionReasons
{
    internal static string ReasonOf(Configuration configuration, FlipEnrollmentStatus asked)
    {
        IEnumerable<string> permitted = Statuses
            .Where(status => FlipEnrollmentPlanner.Commands(configuration.State, status) is not null)
            .Select(status => status.ToWireName())
            .DefaultIfEmpty("nothing");
        return $"{asked.ToWireName()} is not permitted in {configuration.State.ToWireName()}: {Why(configuration, asked)} "
            + $"Permitted here: {string.Join(", ", permitted)}.";
    }

    private static IReadOnlyList<FlipEnrollmentStatus> Statuses { get; } = Array.AsReadOnly(Enum.GetValues<FlipEnrollmentStatus>());

    private static string Why(Configuration configuration, FlipEnrollmentStatus asked)
    {
        if (!LifecycleSpecification.States.Any(descriptor => FlipEnrollmentPlanner.Commands(descriptor.State, asked) is not null))
            return "it is a status that comes by itself and is never asked for.";
        if (LifecycleSpecification.Describe(configuration.State).IsTerminal)
            return $"{configuration.State.ToWireName()} is terminal.";
        return asked switch
        {
            FlipEnrollmentStatus.Active => WhyNotActive(configuration),
            FlipEnrollmentStatus.Paused => RejectionReasons.ReasonOf(configuration, Trigger.OperatorPaused, "it"),
            FlipEnrollmentStatus.Unenrolled => RejectionReasons.ReasonOf(configuration, Trigger.LeaveRequested, "it"),
            _ => RejectionReasons.ReasonOf(configuration, Trigger.UnrecoverableError, "it"),
        };
    }

    private static string WhyNotActive(Configuration configuration) => configuration.PathTo(ParticipationState.Active) switch
    {
        null => "ACTIVE cannot be reached any more.",
        [] => "the participation is there already.",
        [var first, ..] => $"the operator cannot do what comes first: {LifecycleSpecification.Describe(first).Condition} ({first.ToWireName()}).",
    };
}
