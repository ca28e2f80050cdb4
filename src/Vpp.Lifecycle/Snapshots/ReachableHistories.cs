namespace Vpp.Lifecycle;

/// <summary>
/// Which walks from state to state the lifecycle can take, and what they leave behind. Found once by taking every step there is, from
/// every way to begin, with the lifecycle itself: nothing here says what a state or a trigger does.
/// </summary>
internal static class ReachableHistories
{
    private const int MeterAccesses = 3;
    private const int ReasonMasks = 32;

    private static readonly int States = LifecycleSpecification.States.Count;

    // By state and the meter access it was entered with: the meter accesses, as bits, that the next state can be entered with.
    private static readonly byte[] MeterAccessOnLeaving = new byte[States * States * MeterAccesses];

    // By state, the meter access it was entered with, and the one now: the configurations, as bits.
    private static readonly ulong[] ConfigurationsWithin = new ulong[States * MeterAccesses * MeterAccesses];

    // By state, next state and the reasons during the visit: what every trigger that leads there records, and what some do.
    private static readonly RecordedSightings[] CertainOnLeaving = new RecordedSightings[States * States * ReasonMasks];
    private static readonly RecordedSightings[] PossibleOnLeaving = new RecordedSightings[States * States * ReasonMasks];

    // By state: what triggers record that do not lead away.
    private static readonly RecordedSightings[] PossibleWithin = new RecordedSightings[States];

    private static readonly bool[] Foreseen = new bool[States * States];

    static ReachableHistories()
    {
        Array.Fill(CertainOnLeaving, RecordedSightings.All);
        List<Participation> everything = Closure([.. Enum.GetValues<MeterAccess>().Select(Begin)], staying: false);
        foreach (Participation participation in everything)
            NoteSightings(participation);
        foreach (IGrouping<(ParticipationState, MeterAccess MeterAccess), Participation> entered in everything.GroupBy(participation => (participation.CurrentState, participation.MeterAccess)))
            NoteMeterAccess((int)entered.Key.MeterAccess, Closure([.. entered], staying: true));
    }

    /// <summary>The meter accesses, as bits, that a participation can begin with.</summary>
    internal static int AnyMeterAccess => (1 << MeterAccesses) - 1;

    /// <summary>The meter accesses, as bits, that the next state can be entered with; 0 when it cannot follow.</summary>
    internal static int Follow(ParticipationState state, ParticipationState next, int meterAccesses)
    {
        int after = 0;
        for (int entered = 0; entered < MeterAccesses; entered++)
        {
            if (((meterAccesses >> entered) & 1) != 0)
                after |= MeterAccessOnLeaving[(Pair(state, next) * MeterAccesses) + entered];
        }

        return after;
    }

    /// <summary>Whether a state that was entered with one of the meter accesses can have come to this configuration and meter access.</summary>
    internal static bool CanStand(Configuration configuration, MeterAccess meterAccess, int meterAccesses)
    {
        for (int entered = 0; entered < MeterAccesses; entered++)
        {
            ulong configurations = ConfigurationsWithin[Within(configuration.State, entered, meterAccess)];
            if (((meterAccesses >> entered) & 1) != 0 && ((configurations >> configuration.Code) & 1) != 0)
                return true;
        }

        return false;
    }

    /// <summary>What is recorded on the way to the next state, whichever trigger led there.</summary>
    internal static RecordedSightings Certain(ParticipationState state, ParticipationState next, SuspensionReasonSet reasons) =>
        CertainOnLeaving[(Pair(state, next) * ReasonMasks) + reasons.Mask];

    /// <summary>What may be recorded on the way to the next state.</summary>
    internal static RecordedSightings Possible(ParticipationState state, ParticipationState next, SuspensionReasonSet reasons) =>
        PossibleOnLeaving[(Pair(state, next) * ReasonMasks) + reasons.Mask];

    /// <summary>What is recorded on the way to the next state, whichever trigger led there and whichever reasons there were.</summary>
    internal static RecordedSightings Certain(ParticipationState state, ParticipationState next)
    {
        RecordedSightings certain = RecordedSightings.All;
        foreach (RecordedSightings recorded in CertainOnLeaving.AsSpan(Pair(state, next) * ReasonMasks, ReasonMasks))
            certain &= recorded;
        return certain;
    }

    /// <summary>What may be recorded on the way to the next state, whichever reasons there were.</summary>
    internal static RecordedSightings Possible(ParticipationState state, ParticipationState next)
    {
        RecordedSightings possible = RecordedSightings.None;
        foreach (RecordedSightings recorded in PossibleOnLeaving.AsSpan(Pair(state, next) * ReasonMasks, ReasonMasks))
            possible |= recorded;
        return possible;
    }

    /// <summary>What may be recorded during a visit.</summary>
    internal static RecordedSightings Possible(ParticipationState state) => PossibleWithin[(int)state];

    /// <summary>Whether the next state is one that is expected to follow (R13).</summary>
    internal static bool IsForeseen(ParticipationState state, ParticipationState next) => Foreseen[Pair(state, next)];

    private static Participation Begin(MeterAccess meterAccess) => Participation.Request(
        new ParticipationDetails { Id = "-", DeviceId = "-", LocationId = "-" }, meterAccess, DateTimeOffset.UnixEpoch);

    /// <summary>One participation for each configuration and meter access that can be come to from these, in their states if need be.</summary>
    private static List<Participation> Closure(List<Participation> found, bool staying)
    {
        HashSet<(Configuration, MeterAccess)> seen = [.. found.Select(participation => (participation.Configuration, participation.MeterAccess))];
        for (int index = 0; index < found.Count; index++)
        {
            foreach (AcceptedTransition step in StepsFrom(found[index]))
            {
                bool isInReach = !staying || step.Outcome != Outcome.Transitioned;
                if (isInReach && seen.Add((step.Participation.Configuration, step.Participation.MeterAccess)))
                    found.Add(step.Participation);
            }
        }

        return found;
    }

    private static IEnumerable<AcceptedTransition> StepsFrom(Participation participation)
    {
        foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
        {
            if (participation.Apply(trigger.Trigger, DateTimeOffset.UnixEpoch).TryPickAccepted(out AcceptedTransition accepted, out _))
                yield return accepted;
        }
    }

    private static void NoteSightings(Participation participation)
    {
        ParticipationState state = participation.CurrentState;
        foreach (ParticipationState expected in participation.Configuration.ExpectedStates)
            Foreseen[Pair(state, expected)] = true;
        foreach (AcceptedTransition step in StepsFrom(participation))
        {
            RecordedSightings recorded = RecordedBy(step.Transition.Trigger);
            if (step.Outcome != Outcome.Transitioned)
            {
                PossibleWithin[(int)state] |= recorded;
                continue;
            }

            for (int reasons = 0; reasons < ReasonMasks; reasons++)
            {
                // The reasons active on leaving are among those active during the visit.
                if ((reasons & participation.SuspensionReasons.Mask) != participation.SuspensionReasons.Mask)
                    continue;
                int index = (Pair(state, step.Participation.CurrentState) * ReasonMasks) + reasons;
                CertainOnLeaving[index] &= recorded;
                PossibleOnLeaving[index] |= recorded;
            }
        }
    }

    private static void NoteMeterAccess(int entered, List<Participation> within)
    {
        foreach (Participation participation in within)
        {
            ParticipationState state = participation.CurrentState;
            ConfigurationsWithin[Within(state, entered, participation.MeterAccess)] |= 1UL << participation.Configuration.Code;
            foreach (AcceptedTransition step in StepsFrom(participation))
            {
                if (step.Outcome == Outcome.Transitioned)
                    MeterAccessOnLeaving[(Pair(state, step.Participation.CurrentState) * MeterAccesses) + entered] |= (byte)(1 << (int)step.Participation.MeterAccess);
            }
        }
    }

    private static RecordedSightings RecordedBy(Trigger trigger)
    {
        TriggerDescriptor descriptor = LifecycleSpecification.Describe(trigger);
        RecordedSightings recorded = (descriptor.IsTelemetrySighting ? RecordedSightings.TelemetrySighting : RecordedSightings.None)
            | (descriptor.IsConsent ? RecordedSightings.Consent : RecordedSightings.None);
        return recorded == RecordedSightings.None ? recorded : recorded | RecordedSightings.Either;
    }

    private static int Pair(ParticipationState state, ParticipationState next) => ((int)state * States) + (int)next;

    private static int Within(ParticipationState state, int entered, MeterAccess now) => ((((int)state * MeterAccesses) + entered) * MeterAccesses) + (int)now;
}
