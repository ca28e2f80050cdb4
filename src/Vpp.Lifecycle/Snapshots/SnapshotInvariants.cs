namespace Vpp.Lifecycle;

/// <summary>
/// What holds for every participation that the lifecycle made. Only what it really guarantees: events may come out of order (R15), so no
/// time but the latest and the first is bound to another.
/// </summary>
internal static class SnapshotInvariants
{
    /// <summary>The configuration of what is stored; an error naming the first invariant that is broken.</summary>
    internal static Configuration Require(StoredParticipation stored)
    {
        RequireVisits(stored.Visits);
        Configuration configuration = RequireConfiguration(stored);
        int meterAccesses = RequireWalk(stored.Visits);
        if (!LawfulWalks.CanStand(configuration, stored.MeterAccess, meterAccesses))
            throw new BrokenInvariantException(".meter_access", $"The visits do not lead to {stored.MeterAccess.ToWireName()} in {configuration}.");
        RequireTimes(stored);
        RequireEstimates(stored);
        RequireEvidence(stored, Evidence.TelemetrySighting, stored.TelemetrySeenAt, ".telemetry_seen_at", "telemetry sighting");
        RequireEvidence(stored, Evidence.Consent, stored.ConsentedAt, ".consented_at", "consent");
        long eitherAt = Math.Max(stored.TelemetrySeenAt, stored.ConsentedAt);
        RequireEvidence(stored, Evidence.Either, eitherAt, ".telemetry_seen_at", "telemetry sighting or a consent");
        return configuration;
    }

    private static void RequireVisits(List<StoredVisit> visits)
    {
        if (visits.Count == 0)
            throw new BrokenInvariantException(".visits", "There is no visit. The current state is the last one.");
        if (visits[0].State != ParticipationState.EnrolmentRequested)
            throw new BrokenInvariantException(".visits[0].state", $"Every participation begins in {ParticipationState.EnrolmentRequested.ToWireName()}, not in {visits[0].State.ToWireName()}.");
        for (int place = 0; place < visits.Count; place++)
        {
            StoredVisit visit = visits[place];
            bool hasReasons = (LifecycleSpecification.MemoryOf(visit.State).Remembered & LifecycleFacts.AnyReason) != 0;
            if (hasReasons == visit.Reasons.IsEmpty)
                throw new BrokenInvariantException($".visits[{place}].suspension_reasons", $"A visit of {visit.State.ToWireName()} has {(hasReasons ? "at least one reason" : "no reasons")}.");
        }
    }

    private static Configuration RequireConfiguration(StoredParticipation stored)
    {
        StoredVisit current = stored.Visits[^1];
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

    private static int RequireWalk(List<StoredVisit> visits)
    {
        int meterAccesses = LawfulWalks.AnyMeterAccess;
        for (int place = 1; place < visits.Count; place++)
        {
            meterAccesses = LawfulWalks.Follow(visits[place - 1].State, visits[place].State, meterAccesses);
            if (meterAccesses == 0)
                throw new BrokenInvariantException($".visits[{place}].state", $"{visits[place].State.ToWireName()} cannot follow {visits[place - 1].State.ToWireName()} here.");
        }

        return meterAccesses;
    }

    private static void RequireTimes(StoredParticipation stored)
    {
        if (stored.TimeCreated != stored.Visits[0].EnteredAt)
            throw new BrokenInvariantException(".time_created", "It is not when the first state was entered.");
        for (int place = 0; place < stored.Visits.Count; place++)
        {
            if (stored.TimeUpdated < stored.Visits[place].EnteredAt)
                throw new BrokenInvariantException(".time_updated", $"It is earlier than the entering of visit {place}.");
        }
    }

    private static void RequireEstimates(StoredParticipation stored)
    {
        for (int place = 0; place < stored.Visits.Count; place++)
        {
            long estimate = place == 0 ? UtcTime.None : EstimateFor(stored.Visits[place].State, stored.Visits[place - 1], stored.DwellTimes);
            if (stored.Visits[place].ExpectedAt == estimate)
                continue;
            string allowed = UtcTime.ToText(estimate);
            throw new BrokenInvariantException($".visits[{place}].expected_at", $"It is not what the dwell times foresaw for this visit. Allowed: {allowed}.");
        }
    }

    /// <summary>Of the states foreseen only the first can follow at once, so one dwell time dates it (R14).</summary>
    private static long EstimateFor(ParticipationState state, StoredVisit before, DwellTimes? dwellTimes) =>
        dwellTimes is not null && LawfulWalks.IsForeseen(before.State, state)
            ? dwellTimes.Leaving(before.State, before.EnteredAt)
            : UtcTime.None;

    /// <summary>Recorded where the walk needs it, no earlier than the state it led to; not recorded where nothing can have.</summary>
    private static void RequireEvidence(StoredParticipation stored, Evidence kind, long recordedAt, string place, string name)
    {
        List<StoredVisit> visits = stored.Visits;
        Evidence possible = LawfulWalks.Possible(visits[^1].State);
        for (int next = 1; next < visits.Count; next++)
        {
            StoredVisit visit = visits[next - 1];
            possible |= LawfulWalks.Possible(visit.State) | LawfulWalks.Possible(visit.State, visits[next].State, visit.Reasons);
            if ((LawfulWalks.Certain(visit.State, visits[next].State, visit.Reasons) & kind) != 0 && recordedAt < visits[next].EnteredAt)
                throw new BrokenInvariantException(place, $"A {name} led to visit {next}, but none is recorded from then or later.");
        }

        if (recordedAt != UtcTime.None && (possible & kind) == 0)
            throw new BrokenInvariantException(place, $"Nothing on the way here can have recorded a {name}.");
    }
}
