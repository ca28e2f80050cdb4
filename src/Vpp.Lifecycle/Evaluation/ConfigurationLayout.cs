namespace Vpp.Lifecycle;

/// <summary>
/// Gives each combination of a state and its remembered facts its code: the states in order, and within a state the
/// combinations in ascending order. Data of the assembly, worked out from the rules; the codes are a stored format and the tests hold them.
/// </summary>
internal static class ConfigurationLayout
{
    /// <summary>How many configurations there are.</summary>
    internal const int Count = 51;

    internal static ParticipationState StateOf(int code) => (ParticipationState)CompiledLifecycle.States[code];

    internal static LifecycleFacts FactsOf(int code) => (LifecycleFacts)CompiledLifecycle.Facts[code];

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
        | (LifecycleFacts)CompiledLifecycle.ImpliedFacts[(int)state];

    /// <summary>The code of a state with exactly these facts; −1 when they do not occur together.</summary>
    internal static int CodeOf(ParticipationState state, LifecycleFacts facts)
    {
        for (int code = 0; code < Count; code++)
        {
            if (StateOf(code) == state && FactsOf(code) == facts)
                return code;
        }

        return -1;
    }
}
