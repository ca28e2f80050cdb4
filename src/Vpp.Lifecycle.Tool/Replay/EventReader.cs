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
        LifecycleSpecification.Triggers.Select(descriptor => (descriptor.Trigger.ToWireName(), (Trigger?)descriptor.Trigger)).Prepend((RequestName, null)));

    private readonly LineScanner _scanner = new();
    private readonly RecentStrings _strings = new();
    private readonly RequestReader _requests = new();

    /// <summary>Reads a line that is not blank.</summary>
    /// <param name="line">The line; what is read refers to it.</param>
    internal EventLine Read(ReadOnlySpan<byte> line)
    {
        if (_scanner.Scan(line) is { } malformed)
            return new EventLine { Refusal = new Refusal(RefusalCode.MalformedJson, malformed, null, null) };

        EventMembers members = _scanner.Members;
        var values = new ValueReader(line, _strings);
        ReadOnlySpan<byte> id = values.Identifier(members[EventMember.ParticipationId]);
        DateTimeOffset occurredAt = values.Time(members[EventMember.OccurredAt]);
        Request? request = null;
        if (TryReadEvent(ref values, members[EventMember.Event], out Trigger? trigger))
        {
            if (trigger is null)
            {
                request = _requests.Read(ref values, members);
            }
            else
            {
                values.CheckOptionalText(members[EventMember.Actor]);
                values.CheckOptionalText(members[EventMember.Note]);
            }
        }

        return new EventLine
        {
            ParticipationId = id,
            OccurredAt = occurredAt,
            Trigger = trigger.GetValueOrDefault(),
            Request = request,
            Refusal = values.HasProblem
                ? values.Refuse(values.TextOrNull(members[EventMember.ParticipationId]), values.TextOrNull(members[EventMember.Event]))
                : null,
        };
    }

    private static bool TryReadEvent(ref ValueReader values, in Member member, out Trigger? trigger)
    {
        trigger = null;
        if (!values.Require(member))
            return false;
        if (member.Value.Type == JsonTokenType.String && Events.TryFind(values.Utf8Of(member), out trigger))
            return true;
        values.NoteValue(member, Events.ToString(), RefusalCode.UnknownEvent);
        return false;
    }
}
