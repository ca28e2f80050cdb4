namespace Vpp.Lifecycle.Json;

/// <summary>Reads snapshots.</summary>
internal static class SnapshotReader
{
    private const int Object = DetailsReader.FirstFree;
    private const int Version = Object + 1;
    private const int MeterAccess = Object + 2;
    private const int CurrentState = Object + 3;
    private const int SuspensionReasons = Object + 4;
    private const int RewardsSettled = Object + 5;
    private const int NoticePeriodElapsed = Object + 6;
    private const int Visits = Object + 7;
    private const int TelemetrySeenAt = Object + 8;
    private const int ConsentedAt = Object + 9;
    private const int TimeUpdated = Object + 10;
    private const int TimeCreated = Object + 11;
    private const int DwellTimes = Object + 12;
    private const int EarlierVisits = Object + 13;
    private const int Specification = Object + 14;

    private const int State = 0;
    private const int EnteredAt = 1;
    private const int ExpectedAt = 2;
    private const int Reasons = 3;

    private static readonly MemberTable Table = new(
        (Members.Object, Object),
        (Members.Version, Version),
        (Members.Specification, Specification),
        (Members.Id, DetailsReader.Id),
        (Members.ProviderReferenceId, DetailsReader.ProviderReferenceId),
        (Members.LiveMode, DetailsReader.LiveMode),
        (Members.DeviceId, DetailsReader.DeviceId),
        (Members.LocationId, DetailsReader.LocationId),
        (Members.MeterAccess, MeterAccess),
        (Members.CurrentState, CurrentState),
        (Members.SuspensionReasons, SuspensionReasons),
        (Members.RewardsSettled, RewardsSettled),
        (Members.NoticePeriodElapsed, NoticePeriodElapsed),
        (Members.EarlierVisits, EarlierVisits),
        (Members.Visits, Visits),
        (Members.TelemetrySeenAt, TelemetrySeenAt),
        (Members.ConsentedAt, ConsentedAt),
        (Members.TimeUpdated, TimeUpdated),
        (Members.TimeCreated, TimeCreated),
        (Members.Provider, DetailsReader.Provider),
        (Members.Programme, DetailsReader.Programme),
        (Members.AccountId, DetailsReader.AccountId),
        (Members.Supersedes, DetailsReader.Supersedes),
        (Members.DwellTimes, DwellTimes));

    private static readonly MemberTable VisitTable = new(
        (Members.State, State), (Members.OccurredAt, EnteredAt), (Members.ExpectedAt, ExpectedAt), (Members.SuspensionReasons, Reasons));

    internal static ParticipationSnapshot Read(ref JsonCursor cursor)
    {
        var details = default(DetailsReader);
        var stored = new SnapshotContent();
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            if (!details.TryRead(ref cursor, member))
                Read(ref cursor, member, stored);
        }

        // Nothing else is worth saying of a version that this library does not know.
        cursor.RequireSeen(progress, Version);
        RequireVersion(cursor, progress, stored);
        ParticipationDetails read = details.ToDetails(cursor, progress);
        cursor.RequireSeen(
            progress, DetailsReader.LiveMode, MeterAccess, CurrentState, SuspensionReasons, RewardsSettled, NoticePeriodElapsed, Visits,
            TelemetrySeenAt, ConsentedAt, TimeUpdated, TimeCreated);
        return new ParticipationSnapshot(Restore(read, stored, Check(cursor, stored)), stored.Specification);
    }

    /// <summary>Earlier visits are what the second version is for, so there they are, and in the first they are not.</summary>
    private static void RequireVersion(in JsonCursor cursor, in ObjectProgress progress, SnapshotContent stored)
    {
        if (stored.Version == ParticipationSnapshot.CurrentVersion)
            cursor.RequireSeen(progress, EarlierVisits);
        else if (progress.HasSeen(EarlierVisits))
            throw cursor.Broken(".earlier_visits", $"A snapshot of version {stored.Version} has all visits.");
    }

    private static Configuration Check(in JsonCursor cursor, SnapshotContent stored)
    {
        try
        {
            return SnapshotInvariants.Require(stored);
        }
        catch (BrokenInvariantException broken)
        {
            throw cursor.Broken(broken.Path, broken.Message);
        }
    }

    private static void Read(ref JsonCursor cursor, int member, SnapshotContent stored)
    {
        switch (member)
        {
            case Object: cursor.RequireText(ObjectNames.Snapshot); break;
            case Version: stored.Version = cursor.OneOf(ParticipationSnapshot.WholePastVersion, ParticipationSnapshot.CurrentVersion); break;
            case MeterAccess: stored.MeterAccess = cursor.Enum<MeterAccess>(); break;
            case CurrentState: stored.CurrentState = cursor.Enum<ParticipationState>(); break;
            case SuspensionReasons: stored.SuspensionReasons = cursor.Reasons(); break;
            case RewardsSettled: stored.RewardsSettled = cursor.Boolean(); break;
            case NoticePeriodElapsed: stored.NoticePeriodElapsed = cursor.Boolean(); break;
            case EarlierVisits: stored.Earlier = EarlierVisitsJson.Read(ref cursor); break;
            case Visits: ReadVisits(ref cursor, stored.Visits); break;
            case TelemetrySeenAt: stored.TelemetrySeenAt = cursor.OptionalTime(); break;
            case ConsentedAt: stored.ConsentedAt = cursor.OptionalTime(); break;
            case TimeUpdated: stored.TimeUpdated = cursor.Time(); break;
            case TimeCreated: stored.TimeCreated = cursor.Time(); break;
            case Specification: stored.Specification = cursor.OptionalIdentifier(); break;
            case DwellTimes: stored.DwellTimes = DwellTimesJson.Read(ref cursor); break;
        }
    }

    private static void ReadVisits(ref JsonCursor cursor, List<SnapshotVisit> visits)
    {
        for (cursor.StartArray(); cursor.NextItem();)
        {
            ParticipationState state = default;
            long enteredAt = UtcTime.None, expectedAt = UtcTime.None;
            SuspensionReasonSet reasons = default;
            ObjectProgress progress = cursor.StartObject(VisitTable);
            while (cursor.NextMember(ref progress, out int member))
            {
                switch (member)
                {
                    case State: state = cursor.Enum<ParticipationState>(); break;
                    case EnteredAt: enteredAt = cursor.Time(); break;
                    case ExpectedAt: expectedAt = cursor.OptionalTime(); break;
                    case Reasons: reasons = cursor.Reasons(); break;
                }
            }

            cursor.RequireSeen(progress, State, EnteredAt, ExpectedAt, Reasons);
            visits.Add(new SnapshotVisit(state, enteredAt, expectedAt, reasons));
        }
    }

    private static Participation Restore(ParticipationDetails details, SnapshotContent stored, Configuration configuration)
    {
        Visit? last = null;
        foreach (SnapshotVisit visit in stored.Visits)
            last = new Visit(last, visit.State, visit.EnteredAt, visit.ExpectedAt, visit.Reasons);
        return Participation.Restore(
            new ParticipationOrigin(details, stored.TimeCreated, stored.DwellTimes is { IsEmpty: true } ? null : stored.DwellTimes, stored.Earlier),
            last!,
            configuration,
            stored.MeterAccess,
            stored.TimeUpdated,
            stored.TelemetrySeenAt,
            stored.ConsentedAt);
    }
}
