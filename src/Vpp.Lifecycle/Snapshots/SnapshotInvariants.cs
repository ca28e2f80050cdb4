namespace Vpp.Lifecycle;

/// <summary>
/// What holds for every participation that the lifecycle made. Only what it really guarantees: events may come out of order (R15), so no
/// time but the latest and the first is bound to another.
/// </summary>
internal static class SnapshotInvariants
{
    /// <summary>The configuration of what is stored; an error naming the first invariant that is broken.</summary>
    internal static Configuration Require(SnapshotContent stored)
    {
        RequireVisits(stored);
        Configuration configuration = RequireConfiguration(stored);
        int meterAccesses = RequireWalk(stored.Visits, RequireBeginning(stored));
        if (!ReachableHistories.CanStand(configuration, stored.MeterAccess, meterAccesses))
            throw new BrokenInvariantException(".meter_access", $"The visits do not lead to {stored.MeterAccess.ToWireName()} in {configuration}.");
        RequireTimes(stored);
        RequireEstimates(stored);
        RequireSightings(stored, RecordedSightings.TelemetrySighting, stored.TelemetrySeenAt, ".telemetry_seen_at", "telemetry sighting");
        RequireSightings(stored, RecordedSightings.Consent, stored.ConsentedAt, ".consented_at", "consent");
        long eitherAt = Math.Max(stored.TelemetrySeenAt, stored.ConsentedAt);
        RequireSightings(stored, RecordedSightings.Either, eitherAt, ".telemetry_seen_at", "telemetry sighting or a consent");
        return configuration;
    }

    private static void RequireVisits(SnapshotContent stored)
    {
        List<SnapshotVisit> visits = stored.Visits;
        if (visits.Count == 0)
            throw new BrokenInvariantException(".visits", "There is no visit. The current state is the last one.");
        if (stored.Earlier is null && visits[0].State != ParticipationState.EnrolmentRequested)
            throw new BrokenInvariantException(".visits[0].state", $"Every participation begins in {ParticipationState.EnrolmentRequested.ToWireName()}, not in {visits[0].State.ToWireName()}.");
        for (int index = 0; index < visits.Count; index++)
        {
            SnapshotVisit visit = visits[index];
            bool hasReasons = LifecycleSpecification.HasReasons(visit.State);
            if (hasReasons == visit.Reasons.IsEmpty)
                throw new BrokenInvariantException($".visits[{index}].suspension_reasons", $"A visit of {visit.State.ToWireName()} has {(hasReasons ? "at least one reason" : "no reasons")}.");
        }
    }

    private static Configuration RequireConfiguration(SnapshotContent stored)
    {
        SnapshotVisit current = stored.Visits[^1];
        if (stored.CurrentState != current.State)
            throw new BrokenInvariantException(".current_state", $"{stored.CurrentState.ToWireName()} is not the state of the last visit, {current.State.ToWireName()}.");
        if (current.Reasons.Union(stored.SuspensionReasons) != current.Reasons)
            throw new BrokenInvariantException($".visits[{stored.Visits.Count - 1}].suspension_reasons", "The reasons active now are not all among those of the current visit.");

        bool remembersMeterAccess = (LifecycleSpecification.MemoryOf(current.State).Remembered & LifecycleFacts.MeterAccessOutstanding) != 0;
        LifecycleFacts facts = ConfigurationLayout.FactsIn(
            current.State,
            remembersMeterAccess && stored.MeterAccess == MeterAccess.Required,
            stored.SuspensionReasons,
            stored.RewardsSettled,
            stored.NoticePeriodElapsed);
        int code = ConfigurationLayout.CodeOf(current.State, facts);
        return code >= 0
            ? Configuration.FromCodeUnchecked(code)
            : throw new BrokenInvariantException(".current_state", $"{current.State.ToWireName()} never occurs with the facts: {FactName.WordsOf(facts)}.");
    }

    /// <summary>The meter accesses, as bits, that the first visit listed can have been entered with.</summary>
    private static int RequireBeginning(SnapshotContent stored)
    {
        if (stored.Earlier is not { } earlier)
            return ReachableHistories.AnyMeterAccess;
        if (earlier.Count < 1)
            throw new BrokenInvariantException(".earlier_visits.count", $"{earlier.Count} is not allowed. Allowed: 1 or more.");
        int meterAccesses = ReachableBeginnings.MeterAccesses(earlier.States, earlier.Count, stored.Visits[0].State);
        if (meterAccesses == 0)
        {
            string states = string.Join(", ", StatesOf(earlier).Select(state => state.ToWireName()));
            throw new BrokenInvariantException(".earlier_visits", $"No participation visits {states} in {earlier.Count} visits and {stored.Visits[0].State.ToWireName()} then.");
        }

        return meterAccesses;
    }

    private static int RequireWalk(List<SnapshotVisit> visits, int meterAccesses)
    {
        for (int index = 1; index < visits.Count; index++)
        {
            meterAccesses = ReachableHistories.Follow(visits[index - 1].State, visits[index].State, meterAccesses);
            if (meterAccesses == 0)
                throw new BrokenInvariantException($".visits[{index}].state", $"{visits[index].State.ToWireName()} cannot follow {visits[index - 1].State.ToWireName()} here.");
        }

        return meterAccesses;
    }

    private static void RequireTimes(SnapshotContent stored)
    {
        if (stored.TimeCreated != (stored.Earlier?.FirstEntered(ParticipationState.EnrolmentRequested) ?? stored.Visits[0].EnteredAt))
            throw new BrokenInvariantException(".time_created", "It is not when the first state was entered.");
        foreach (ParticipationState state in StatesOf(stored.Earlier))
        {
            if (stored.TimeUpdated < stored.Earlier!.FirstEntered(state))
                throw new BrokenInvariantException(".time_updated", $"It is earlier than the first entering of {state.ToWireName()}.");
        }

        for (int index = 0; index < stored.Visits.Count; index++)
        {
            if (stored.TimeUpdated < stored.Visits[index].EnteredAt)
                throw new BrokenInvariantException(".time_updated", $"It is earlier than the entering of visit {index}.");
        }
    }

    private static void RequireEstimates(SnapshotContent stored)
    {
        // When the last of the earlier visits began is not known, and so neither is what was foreseen then.
        bool isFirstOpen = stored.Earlier is { } earlier && stored.DwellTimes is { IsEmpty: false }
            && ReachableBeginnings.LastBefore(earlier.States, earlier.Count, stored.Visits[0].State).Any(last => ReachableHistories.IsForeseen(last, stored.Visits[0].State));
        for (int index = isFirstOpen ? 1 : 0; index < stored.Visits.Count; index++)
        {
            long estimate = index == 0 ? UtcTime.None : EstimateFor(stored.Visits[index].State, stored.Visits[index - 1], stored.DwellTimes);
            if (stored.Visits[index].ExpectedAt == estimate)
                continue;
            string allowed = UtcTime.ToText(estimate);
            throw new BrokenInvariantException($".visits[{index}].expected_at", $"It is not what the dwell times foresaw for this visit. Allowed: {allowed}.");
        }
    }

    /// <summary>Of the states foreseen only the first can follow at once, so one dwell time dates it (R14).</summary>
    private static long EstimateFor(ParticipationState state, SnapshotVisit before, DwellTimes? dwellTimes) =>
        dwellTimes is not null && ReachableHistories.IsForeseen(before.State, state)
            ? dwellTimes.Leaving(before.State, before.EnteredAt)
            : UtcTime.None;

    /// <summary>What the earlier visits may have recorded, after checking what whichever way through them must have recorded.</summary>
    private static RecordedSightings RequireEarlierSightings(SnapshotContent stored, RecordedSightings kind, long recordedAt, string path, string name)
    {
        if (stored.Earlier is not { } earlier)
            return RecordedSightings.None;
        RecordedSightings possible = RecordedSightings.None;
        foreach (ParticipationState state in StatesOf(earlier))
        {
            possible |= ReachableHistories.Possible(state);
            if (state != ParticipationState.EnrolmentRequested)
                Enter(state, StatesOf(earlier), earlier.FirstEntered(state), $"the first visit of {state.ToWireName()}");
        }

        Enter(stored.Visits[0].State, ReachableBeginnings.LastBefore(earlier.States, earlier.Count, stored.Visits[0].State), stored.Visits[0].EnteredAt, "visit 0");
        return possible;

        void Enter(ParticipationState state, IEnumerable<ParticipationState> befores, long enteredAt, string visit)
        {
            RecordedSightings certain = RecordedSightings.All;
            foreach (ParticipationState before in befores.Where(before => ReachableHistories.Follow(before, state, ReachableHistories.AnyMeterAccess) != 0))
            {
                certain &= ReachableHistories.Certain(before, state);
                possible |= ReachableHistories.Possible(before, state);
            }

            if ((certain & kind) != 0 && recordedAt < enteredAt)
                throw new BrokenInvariantException(path, $"A {name} led to {visit}, but none is recorded from then or later.");
        }
    }

    private static IEnumerable<ParticipationState> StatesOf(EarlierVisits? earlier) =>
        LifecycleSpecification.States.Select(descriptor => descriptor.State).Where(state => earlier is not null && earlier.FirstEntered(state) != UtcTime.None);

    /// <summary>Recorded where the walk needs it, no earlier than the state it led to; not recorded where nothing can have.</summary>
    private static void RequireSightings(SnapshotContent stored, RecordedSightings kind, long recordedAt, string path, string name)
    {
        List<SnapshotVisit> visits = stored.Visits;
        RecordedSightings possible = ReachableHistories.Possible(visits[^1].State) | RequireEarlierSightings(stored, kind, recordedAt, path, name);
        for (int next = 1; next < visits.Count; next++)
        {
            SnapshotVisit visit = visits[next - 1];
            possible |= ReachableHistories.Possible(visit.State) | ReachableHistories.Possible(visit.State, visits[next].State, visit.Reasons);
            if ((ReachableHistories.Certain(visit.State, visits[next].State, visit.Reasons) & kind) != 0 && recordedAt < visits[next].EnteredAt)
                throw new BrokenInvariantException(path, $"A {name} led to visit {next}, but none is recorded from then or later.");
        }

        if (recordedAt != UtcTime.None && (possible & kind) == 0)
            throw new BrokenInvariantException(path, $"Nothing on the way here can have recorded a {name}.");
    }
}
