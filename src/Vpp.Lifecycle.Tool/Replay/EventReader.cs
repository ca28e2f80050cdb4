using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Reads the lines of an event log; what is wrong with one is a value. Members that an event does not have are passed over, whatever
/// they hold. Not thread-safe.
/// </summary>
internal sealed class EventReader
{
    /// <summary>The event that creates a participation.</summary>
    internal static readonly string RequestName = ParticipationState.EnrolmentRequested.ToWireName();

    private static readonly NameTable<Trigger?> Events = new(
        LifecycleSpecification.Triggers.Select(descriptor => (descriptor.Trigger.ToWireName(), (Trigger?)descriptor.Trigger))
            .Prepend((RequestName, null)));

    private readonly LineScanner _scanner = new();
    private readonly RecentStrings _strings = new();
    private readonly RequestReader _requests;

    internal EventReader() => _requests = new RequestReader(_scanner);

    /// <summary>Reads a line that is not blank.</summary>
    /// <param name="line">The line; what is read refers to it.</param>
    internal EventLine Read(ReadOnlySpan<byte> line)
    {
        if (_scanner.Scan(line) is { } malformed)
            return new EventLine { Refusal = new Refusal(RefusalCode.MalformedJson, malformed, null, null) };

        var values = new ValueReader(line, _strings);
        ReadOnlySpan<byte> id = values.Identifier(_scanner[EventMember.ParticipationId]);
        DateTimeOffset occurredAt = values.Time(_scanner[EventMember.OccurredAt]);
        Request? request = null;
        if (TryReadEvent(ref values, out Trigger? trigger))
        {
            if (trigger is null)
            {
                request = _requests.Read(ref values, line);
            }
            else
            {
                values.CheckOptionalText(_scanner[EventMember.Actor]);
                values.CheckOptionalText(_scanner[EventMember.Note]);
            }
        }

        return new EventLine
        {
            ParticipationId = id,
            OccurredAt = occurredAt,
            Trigger = trigger.GetValueOrDefault(),
            Request = request,
            Refusal = values.HasProblem
                ? values.Refuse(values.TextOrNull(_scanner[EventMember.ParticipationId]), values.TextOrNull(_scanner[EventMember.Event]))
                : null,
        };
    }

    private bool TryReadEvent(ref ValueReader values, out Trigger? trigger)
    {
        trigger = null;
        ref readonly Member member = ref _scanner[EventMember.Event];
        if (!values.IsThere(member))
            return false;
        if (member.Type != JsonTokenType.String)
        {
            values.NoteValue(member, Events.ToString());
            return false;
        }

        if (Events.TryFind(values.Utf8Of(member), out trigger))
            return true;
        values.NoteValue(member, Events.ToString(), RefusalCode.UnknownEvent);
        return false;
    }
}
