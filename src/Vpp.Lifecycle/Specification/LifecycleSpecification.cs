namespace Vpp.Lifecycle;

/// <summary>
/// The lifecycle as data: its states, suspension reasons, triggers and rules. Fixed for the whole process, immutable and safe
/// to share between threads.
/// </summary>
public static class LifecycleSpecification
{
    private static readonly RuleBook TheBook = LifecycleRules.Write();

    /// <summary>The 16 states, in the order of the states page.</summary>
    public static IReadOnlyList<StateDescriptor> States => StateDescriptors.All;

    /// <summary>The five suspension reasons, in the order of the states page.</summary>
    public static IReadOnlyList<SuspensionReasonDescriptor> Reasons => SuspensionReasonDescriptors.All;

    /// <summary>The 28 triggers, in their order.</summary>
    public static IReadOnlyList<TriggerDescriptor> Triggers => TriggerDescriptors.All;

    /// <summary>Every rule; what none of them permits is rejected (R8). At most one applies to a configuration and a trigger.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = Array.AsReadOnly(TheBook.Rules.ToArray());

    /// <summary>What the states page says of a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public static StateDescriptor Describe(ParticipationState state)
    {
        Defined.Require(state);
        return StateDescriptors.All[(int)state];
    }

    /// <summary>What the states page says of a suspension reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined reason.</exception>
    public static SuspensionReasonDescriptor Describe(SuspensionReason reason)
    {
        Defined.Require(reason);
        return SuspensionReasonDescriptors.All[(int)reason];
    }

    /// <summary>What a trigger says.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined trigger.</exception>
    public static TriggerDescriptor Describe(Trigger trigger)
    {
        Defined.Require(trigger);
        return TriggerDescriptors.All[(int)trigger];
    }

    internal static StateMemory MemoryOf(ParticipationState state) => TheBook.MemoryOf(state);

    /// <summary>Whether visits of a state have suspension reasons; where they do, each has at least one.</summary>
    internal static bool HasReasons(ParticipationState state) => (MemoryOf(state).Remembered & LifecycleFacts.AnyReason) != 0;
}
