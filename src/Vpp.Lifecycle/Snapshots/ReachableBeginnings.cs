namespace Vpp.Lifecycle;

/// <summary>
/// How the life of a participation can begin, without the order of its visits: which states can have been visited in how many visits, and what
/// can come next. Found once by taking every step from every beginning.
/// </summary>
internal static class ReachableBeginnings
{
    // Beyond the longest way that visits no state twice, lengths repeat: no cycle of the lifecycle is longer than two visits.
    private const int Longest = 62;

    // By the states visited, as bits, the last of them and the meter access it was entered with: the lengths there are, as bits.
    private static readonly Dictionary<(int States, ParticipationState Last, int MeterAccess), ulong> Lengths = FindAll();

    /// <summary>The states that can be the last of a beginning which the next state follows.</summary>
    internal static IEnumerable<ParticipationState> LastBefore(int states, int count, ParticipationState next) =>
        LifecycleSpecification.States.Select(descriptor => descriptor.State).Where(last => MeterAccesses(states, count, last, next) != 0);

    /// <summary>The meter accesses, as bits, that the next state can be entered with; 0 where no participation begins so.</summary>
    internal static int MeterAccesses(int states, int count, ParticipationState next)
    {
        int meterAccesses = 0;
        foreach (StateDescriptor descriptor in LifecycleSpecification.States)
            meterAccesses |= MeterAccesses(states, count, descriptor.State, next);
        return meterAccesses;
    }

    private static int MeterAccesses(int states, int count, ParticipationState last, ParticipationState next)
    {
        int length = count <= Longest ? count : Longest - ((count - Longest) & 1);
        int meterAccesses = 0;
        for (int entered = 0; 1 << entered <= ReachableHistories.AnyMeterAccess; entered++)
        {
            if (Lengths.TryGetValue((states, last, entered), out ulong lengths) && ((lengths >> length) & 1) != 0)
                meterAccesses |= ReachableHistories.Follow(last, next, 1 << entered);
        }

        return meterAccesses;
    }

    private static Dictionary<(int States, ParticipationState Last, int MeterAccess), ulong> FindAll()
    {
        var found = new Dictionary<(int States, ParticipationState Last, int MeterAccess), ulong>();
        HashSet<(int States, ParticipationState Last, int MeterAccess)> ends =
            [.. BitsOf(ReachableHistories.AnyMeterAccess).Select(entered => (1 << (int)ParticipationState.EnrolmentRequested, ParticipationState.EnrolmentRequested, entered))];
        for (int length = 1; length <= Longest; length++)
        {
            foreach ((int States, ParticipationState Last, int MeterAccess) end in ends)
                found[end] = found.GetValueOrDefault(end) | (1UL << length);
            ends = [.. ends.SelectMany(Longer)];
        }

        return found;
    }

    private static IEnumerable<(int States, ParticipationState Last, int MeterAccess)> Longer((int States, ParticipationState Last, int MeterAccess) end) =>
        from next in LifecycleSpecification.States
        from entered in BitsOf(ReachableHistories.Follow(end.Last, next.State, 1 << end.MeterAccess))
        select (end.States | (1 << (int)next.State), next.State, entered);

    private static IEnumerable<int> BitsOf(int bits) => Enumerable.Range(0, 32).Where(bit => ((bits >> bit) & 1) != 0);
}
