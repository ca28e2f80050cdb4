using System.Buffers;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Scans events as programs mostly write them, several times as fast as a reader of all JSON: known members only, each once, of strings
/// without escapes, literals, and objects of these; no white space. Whatever else an event is, right or wrong, it leaves to that reader.
/// Not thread-safe.
/// </summary>
internal sealed class PlainEvent
{
    private static readonly SearchValues<byte> EscapesAndControls =
        SearchValues.Create([(byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    // Programs write members in an order of their own, and keep to it: after a member comes what came after it the last time.
    private readonly EventMember[] _followers = [.. Enum.GetValues<EventMember>().Select(member => member + 1)];

    /// <summary>Scans an event of well-formed UTF-8.</summary>
    /// <returns>Whether it is such an event; if not, the members mean nothing.</returns>
    internal bool TryScan(ReadOnlySpan<byte> json, EventMembers members)
    {
        members.Clear();
        int at = 0;
        return !json.ContainsAny(EscapesAndControls) && TryTakeObject(json, ref at, parent: null, members) && at == json.Length;
    }

    private bool TryTakeObject(ReadOnlySpan<byte> json, ref int at, EventMember? parent, EventMembers members)
    {
        (EventMember first, EventMember end) = EventMembers.In(parent);
        EventMember expected = first;
        EventMember? previous = null;
        if (!TryTake(json, ref at, '{'))
            return false;
        do
        {
            if (!TryTakeName(json, ref at, expected, first, end, out EventMember member) || members.IsThere(member))
                return false;
            if (previous is { } before)
                _followers[(int)before] = member;
            if (!TryTakeValue(json, ref at, member, members))
                return false;
            previous = member;
            expected = _followers[(int)member];
        }
        while (TryTake(json, ref at, ','));

        return TryTake(json, ref at, '}');
    }

    /// <summary>Takes a name and the colon after it.</summary>
    private static bool TryTakeName(ReadOnlySpan<byte> json, ref int at, EventMember expected, EventMember first, EventMember end, out EventMember member)
    {
        member = expected;
        if (!TryTake(json, ref at, '"'))
            return false;
        ReadOnlySpan<byte> rest = json[at..];
        if (expected >= end || !EventMembers.StandsAt(rest, expected, out int length))
        {
            length = 0;
            for (member = first; member < end && !EventMembers.StandsAt(rest, member, out length); member++)
            {
            }
        }

        at += length;
        return member < end;
    }

    private bool TryTakeValue(ReadOnlySpan<byte> json, ref int at, EventMember member, EventMembers members)
    {
        if ((uint)at >= (uint)json.Length)
            return false;
        int start = at;
        ValueRange range;
        switch (json[at])
        {
            case (byte)'"':
                int length = json[(start + 1)..].IndexOf((byte)'"');
                if (length < 0)
                    return false;
                at = start + length + 2;
                range = new ValueRange(JsonTokenType.String, IsEscaped: false, start + 1, length);
                break;
            case (byte)'t' when TryTakeLiteral(json, ref at, "true"u8):
                range = new ValueRange(JsonTokenType.True, IsEscaped: false, start, at - start);
                break;
            case (byte)'f' when TryTakeLiteral(json, ref at, "false"u8):
                range = new ValueRange(JsonTokenType.False, IsEscaped: false, start, at - start);
                break;
            case (byte)'n' when TryTakeLiteral(json, ref at, "null"u8):
                range = new ValueRange(JsonTokenType.Null, IsEscaped: false, start, at - start);
                break;
            case (byte)'{' when EventMembers.HasMembers(member) && TryTakeObject(json, ref at, member, members):
                range = new ValueRange(JsonTokenType.StartObject, IsEscaped: false, start, at - start);
                break;
            default:
                return false;
        }

        members.Set(member, range);
        return true;
    }

    private static bool TryTakeLiteral(ReadOnlySpan<byte> json, ref int at, ReadOnlySpan<byte> literal)
    {
        if (!json[at..].StartsWith(literal))
            return false;
        at += literal.Length;
        return true;
    }

    private static bool TryTake(ReadOnlySpan<byte> json, ref int at, char expected)
    {
        if ((uint)at >= (uint)json.Length || json[at] != expected)
            return false;
        at++;
        return true;
    }
}
