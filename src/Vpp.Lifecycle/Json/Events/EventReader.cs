namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads events, one after the other: the only reader of them, for stored histories and for logs. What is wrong with one is a value; what
/// members an event has is decided by what kind it is, wherever that is said, and others are passed over, whatever they hold. Not thread-safe.
/// </summary>
internal sealed class EventReader
{
    private static readonly string[] LogEvents = [EventWriter.Requested.Value, .. WireNameTable<Trigger>.All];
    private static readonly string[] StoredEvents = [.. LogEvents, EventWriter.Amended.Value];

    private readonly EventScanner _scanner = new();

    /// <summary>Reads a line of a log, which an amendment has no place in.</summary>
    /// <param name="json">The line; what is read refers to it.</param>
    internal EventText ReadLine(ReadOnlySpan<byte> json) => Read(json, LogEvents, isPart: false);

    /// <summary>Reads an event of a stored history.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="isPart">Whether a host's serializer has found it within a larger text, by its own idea of JSON.</param>
    /// <exception cref="LifecycleJsonException">The text is no event.</exception>
    internal ParticipationEvent ReadStored(ReadOnlySpan<byte> json, bool isPart)
    {
        EventText text = Read(json, StoredEvents, isPart);
        return text.Fault is null ? text.ToEvent() : throw text.Fault.ToException();
    }

    private EventText Read(ReadOnlySpan<byte> json, string[] allowed, bool isPart)
    {
        if (_scanner.Scan(json, isPart) is { } fault)
            return new EventText { Fault = fault };

        var values = new EventValues(json, _scanner.Members);
        ReadOnlySpan<byte> id = values.Identifier(EventMember.ParticipationId);
        long occurredAt = values.Time(EventMember.OccurredAt);
        Trigger trigger = default;
        MeterAccess meterAccess = default;
        DwellTimes? dwellTimes = null;
        EventKind kind = ReadKind(ref values, allowed, ref trigger);
        if (kind is EventKind.Requested or EventKind.Amended)
            CheckDetails(ref values);
        if (kind == EventKind.Requested)
        {
            meterAccess = values.Enum<MeterAccess>(EventMember.MeterAccess);
            dwellTimes = values.DwellTimes(EventMember.DwellTimes);
            values.CheckOptionalIdentifier(EventMember.Specification);
        }

        if (kind != EventKind.None)
            CheckRemarks(ref values);
        bool isStale = kind == EventKind.Fired && ReadStale(ref values, trigger);
        return new EventText
        {
            Json = json,
            Members = _scanner.Members,
            ParticipationId = id,
            OccurredAt = occurredAt,
            Kind = values.Fault is null ? kind : EventKind.None,
            Trigger = trigger,
            IsStale = isStale,
            MeterAccess = meterAccess,
            DwellTimes = dwellTimes,
            Fault = values.Fault,
        };
    }

    private static EventKind ReadKind(ref EventValues values, string[] allowed, ref Trigger trigger)
    {
        if (!values.Require(EventMember.Event))
            return EventKind.None;
        if (values.TryText(EventMember.Event, out ReadOnlySpan<byte> name))
        {
            if (WireText<Trigger>.TryParse(name, out trigger))
                return EventKind.Fired;
            if (name.SequenceEqual(EventWriter.Requested.EncodedUtf8Bytes))
                return EventKind.Requested;
            if (allowed == StoredEvents && name.SequenceEqual(EventWriter.Amended.EncodedUtf8Bytes))
                return EventKind.Amended;
        }

        values.NoteValue(EventMember.Event, allowed, EventFaultCode.UnknownEvent);
        return EventKind.None;
    }

    private static void CheckDetails(ref EventValues values)
    {
        values.Identifier(EventMember.DeviceId);
        values.Identifier(EventMember.LocationId);
        values.Flag(EventMember.LiveMode);
        values.CheckOptionalIdentifier(EventMember.ProviderReferenceId);
        CheckNamed(ref values, EventMember.Provider, EventMember.ProviderId, EventMember.ProviderDisplayName, EventMember.ProviderLogoUrl);
        CheckNamed(ref values, EventMember.Programme, EventMember.ProgrammeId, EventMember.ProgrammeDisplayName, EventMember.ProgrammeLearnMoreUrl);
        values.CheckOptionalIdentifier(EventMember.AccountId);
        values.CheckOptionalIdentifier(EventMember.Supersedes);
    }

    private static void CheckNamed(ref EventValues values, EventMember member, EventMember id, EventMember name, EventMember url)
    {
        if (!values.IsObject(member))
            return;
        values.Identifier(id);
        values.CheckText(name);
        values.CheckOptionalText(url);
    }

    /// <summary>Only a sighting can be stale.</summary>
    private static bool ReadStale(ref EventValues values, Trigger trigger)
    {
        bool isStale = values.Flag(EventMember.Stale);
        if (!isStale || LifecycleSpecification.Describe(trigger).IsTelemetrySighting)
            return isStale;
        values.NoteValue(EventMember.Stale, ["false"]);
        return false;
    }

    private static void CheckRemarks(ref EventValues values)
    {
        values.CheckOptionalText(EventMember.Actor);
        values.CheckOptionalText(EventMember.Note);
        values.CheckOptionalReasonCode(EventMember.ReasonCode);
    }
}
