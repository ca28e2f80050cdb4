namespace Vpp.Lifecycle.Json;

/// <summary>Reads events. What kind it is decides which members it has, wherever the member that says so stands.</summary>
internal static class EventReader
{
    private const int OccurredAt = DetailsReader.FirstFree;
    private const int Event = OccurredAt + 1;
    private const int MeterAccess = OccurredAt + 2;
    private const int DwellTimes = OccurredAt + 3;
    private const int Actor = OccurredAt + 4;
    private const int Note = OccurredAt + 5;
    private const int ReasonCode = OccurredAt + 6;
    private const int Stale = OccurredAt + 7;
    private const int Specification = OccurredAt + 8;

    private static readonly string[] AllowedEvents = [EventWriter.Requested.Value, .. WireNameTable<Trigger>.All, EventWriter.Amended.Value];

    private static readonly MemberTable TriggerTable = new(
        (Members.ParticipationId, DetailsReader.Id),
        (Members.OccurredAt, OccurredAt),
        (Members.Event, Event),
        (Members.Actor, Actor),
        (Members.Note, Note),
        (Members.ReasonCode, ReasonCode),
        (Members.Stale, Stale));

    private static readonly MemberTable RequestTable = new(
        (Members.ParticipationId, DetailsReader.Id),
        (Members.OccurredAt, OccurredAt),
        (Members.Event, Event),
        (Members.DeviceId, DetailsReader.DeviceId),
        (Members.LocationId, DetailsReader.LocationId),
        (Members.LiveMode, DetailsReader.LiveMode),
        (Members.ProviderReferenceId, DetailsReader.ProviderReferenceId),
        (Members.Provider, DetailsReader.Provider),
        (Members.Programme, DetailsReader.Programme),
        (Members.AccountId, DetailsReader.AccountId),
        (Members.Supersedes, DetailsReader.Supersedes),
        (Members.MeterAccess, MeterAccess),
        (Members.DwellTimes, DwellTimes),
        (Members.Specification, Specification),
        (Members.Actor, Actor),
        (Members.Note, Note),
        (Members.ReasonCode, ReasonCode));

    internal static ParticipationEvent Read(ref JsonCursor cursor)
    {
        string name = NameOf(cursor);
        bool isTrigger = WireNames.TryParse(name, out Trigger trigger);

        var details = default(DetailsReader);
        long occurredAt = 0;
        MeterAccess meterAccess = default;
        DwellTimes? dwellTimes = null;
        string? actor = null, note = null, reasonCode = null, specification = null;
        bool isStale = false;
        ObjectProgress progress = cursor.StartObject(isTrigger ? TriggerTable : RequestTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            if (details.TryRead(ref cursor, member))
                continue;
            switch (member)
            {
                case OccurredAt: occurredAt = cursor.Time(); break;
                case MeterAccess: meterAccess = cursor.Enum<MeterAccess>(); break;
                case DwellTimes: dwellTimes = DwellTimesJson.Read(ref cursor); break;
                case Actor: actor = cursor.OptionalString(); break;
                case Note: note = cursor.OptionalString(); break;
                case ReasonCode: reasonCode = cursor.OptionalReasonCode(); break;
                case Stale: isStale = StaleOf(cursor, trigger); break;
                case Specification: specification = cursor.OptionalIdentifier(); break;
            }
        }

        cursor.RequireSeen(progress, DetailsReader.Id, OccurredAt);
        DateTimeOffset at = UtcTime.FromTicks(occurredAt);
        if (isTrigger)
            return new TriggerFired(details.IdAlone, trigger, at, actor, note, reasonCode, isStale);
        ParticipationDetails read = details.ToDetails(cursor, progress);
        return name == EventWriter.Requested.Value
            ? new ParticipationRequested(read, meterAccess, at, dwellTimes, actor, note, reasonCode) { Specification = specification }
            : new DetailsAmended(read, at, actor, note, reasonCode);
    }

    private static bool StaleOf(JsonCursor cursor, Trigger trigger)
    {
        if (!LifecycleSpecification.Describe(trigger).IsTelemetrySighting)
        {
            cursor.RequireFalse();
            return false;
        }

        return cursor.Boolean();
    }

    /// <summary>Looks ahead: the cursor is a copy.</summary>
    private static string NameOf(JsonCursor cursor)
    {
        ObjectProgress progress = cursor.StartObject(TriggerTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            if (member == Event)
                return cursor.OneOf(AllowedEvents);
            cursor.Ignore();
        }

        throw cursor.Missing(TriggerTable, Event);
    }
}
