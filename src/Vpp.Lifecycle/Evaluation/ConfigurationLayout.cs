namespace Vpp.Lifecycle;

/// <summary>
/// Gives each combination of a state and its remembered facts its code: the states in order, and within a state the
/// combinations in ascending order. Computed once from the rules; the codes are a stored format and the tests hold them.
/// </summary>
internal static class ConfigurationLayout
{
    /// <summary>How many configurations there are.</summary>
    internal const int Count = 51;

    private static readonly ParticipationState[] States = new ParticipationState[Count];
    private static readonly LifecycleFacts[] Facts = new LifecycleFacts[Count];
    private static readonly byte[] FirstCodes = new byte[StateDescriptors.All.Count + 1];

    static ConfigurationLayout()
    {
        int code = 0;
        foreach (StateDescriptor descriptor in StateDescriptors.All)
        {
            FirstCodes[(int)descriptor.State] = (byte)code;
            foreach (LifecycleFacts facts in LifecycleSpecification.MemoryOf(descriptor.State).Combinations())
            {
                States[code] = descriptor.State;
                Facts[code] = facts;
                code++;
            }
        }

        FirstCodes[^1] = (byte)code;
    }

    internal static ParticipationState StateOf(int code) => States[code];

    internal static LifecycleFacts FactsOf(int code) => Facts[code];

    /// <summary>The facts given, as bits, and those that the state implies.</summary>
    internal static LifecycleFacts FactsIn(
        ParticipationState state,
        bool meterAccessOutstanding,
        SuspensionReasonSet suspensionReasons,
        bool rewardsSettled,
        bool noticePeriodElapsed) =>
        suspensionReasons.ToFacts()
        | (meterAccessOutstanding ? LifecycleFacts.MeterAccessOutstanding : LifecycleFacts.None)
        | (rewardsSettled ? LifecycleFacts.RewardsSettled : LifecycleFacts.None)
        | (noticePeriodElapsed ? LifecycleFacts.NoticePeriodElapsed : LifecycleFacts.None)
        | LifecycleSpecification.MemoryOf(state).Implied;

    /// <summary>The code of a state with exactly these facts; −1 when they do not occur together.</summary>
    internal static int CodeOf(ParticipationState state, LifecycleFacts facts)
    {
        for (int code = FirstCodes[(int)state]; code < FirstCodes[(int)state + 1]; code++)
        {
            if (Facts[code] == facts)
                return code;
        }

        return -1;
    }
}
