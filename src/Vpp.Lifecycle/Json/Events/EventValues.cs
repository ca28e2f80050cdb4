using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Takes the values out of an event and notes what is wrong with them: of several wrongs the one whose code comes first, of several with
/// one code the first found. What is wrong reads as empty.
/// </summary>
/// <remarks>
/// An optional member that is null counts as absent; a required one that is null is there, and its value is wrong.
/// </remarks>
internal ref struct EventValues(ReadOnlySpan<byte> json, EventMembers members)
{
    private const string AnyTime = "an RFC 3339 time with an offset and at most 9 fraction digits, such as 2026-01-31T12:00:00Z";

    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>What is wrong; null when nothing is.</summary>
    internal EventFault? Fault { get; private set; }

    /// <summary>A required identifier, in UTF-8.</summary>
    internal ReadOnlySpan<byte> Identifier(EventMember member)
    {
        if (!Require(member))
            return [];
        ValueRange range = members[member];
        if (range.Type == JsonTokenType.String && Utf8Of(range) is var text && Utf8Text.IsIdentifier(text))
            return text;
        NoteValue(member, Text.AllowedInIdentifiers);
        return [];
    }

    internal void CheckOptionalIdentifier(EventMember member)
    {
        if (!members[member].IsNoneOrNull)
            Identifier(member);
    }

    internal void CheckText(EventMember member)
    {
        if (!Require(member))
            return;
        if (!TryText(member, out ReadOnlySpan<byte> text))
            NoteValue(member, "a string");
        else if (!Utf8Text.IsText(text))
            NoteValue(member, Text.AllowedInTexts);
    }

    /// <summary>Checks the address of a page or a picture.</summary>
    internal void CheckOptionalUrl(EventMember member)
    {
        if (members[member].IsNoneOrNull)
            return;
        if (!TryText(member, out ReadOnlySpan<byte> text) || (!PlainUrl.Matches(text) && Text.FaultOfUrl(Encoding.UTF8.GetString(text)) is not null))
            NoteValue(member, "an absolute http or https URL");
    }

    internal void CheckOptionalText(EventMember member)
    {
        if (!members[member].IsNoneOrNull)
            CheckText(member);
    }

    internal void CheckOptionalReasonCode(EventMember member)
    {
        if (!members[member].IsNoneOrNull && !(TryText(member, out ReadOnlySpan<byte> text) && ReasonCode.IsValidUtf8(text)))
            NoteValue(member, ReasonCode.Allowed);
    }

    /// <summary>A required time, in UTC ticks.</summary>
    internal long Time(EventMember member)
    {
        if (!Require(member))
            return 0;
        ValueRange range = members[member];
        if (range.Type == JsonTokenType.String && Rfc3339.TryParse(Utf8Of(range), out DateTimeOffset time))
            return time.Ticks;
        NoteValue(member, AnyTime);
        return 0;
    }

    /// <summary>False when absent.</summary>
    internal bool Flag(EventMember member)
    {
        JsonTokenType type = members[member].Type;
        if (type is not (JsonTokenType.None or JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False))
            NoteValue(member, "true or false");
        return type == JsonTokenType.True;
    }

    /// <summary>The first of an enumeration's values when absent.</summary>
    internal TEnum Enum<TEnum>(EventMember member)
        where TEnum : struct, Enum
    {
        ValueRange range = members[member];
        TEnum value = default;
        if (!range.IsNoneOrNull && (range.Type != JsonTokenType.String || !WireText<TEnum>.TryParse(Utf8Of(range), out value)))
            NoteValue(member, WireNameTable<TEnum>.All);
        return value;
    }

    /// <summary>Whether an optional object is there.</summary>
    internal bool IsObject(EventMember member)
    {
        JsonTokenType type = members[member].Type;
        if (type is not (JsonTokenType.None or JsonTokenType.Null or JsonTokenType.StartObject))
            NoteValue(member, "an object");
        return type == JsonTokenType.StartObject;
    }

    /// <summary>Expected dwell times; null when absent.</summary>
    internal DwellTimes? DwellTimes(EventMember member)
    {
        if (!IsObject(member))
            return null;
        var cursor = new JsonCursor(new Utf8JsonReader(members[member].In(_json)), isPart: false);
        try
        {
            cursor.Start();
            return DwellTimesJson.ReadValue(ref cursor);
        }
        catch (LifecycleJsonException wrong)
        {
            Note(EventFault.Within(member, wrong));
            return null;
        }
    }

    /// <summary>Whether a required member is there.</summary>
    internal bool Require(EventMember member)
    {
        if (members.IsThere(member))
            return true;
        Note(new EventFault(EventFaultCode.MissingMember) { Path = EventMembers.PathOf(member) });
        return false;
    }

    internal void NoteValue(EventMember member, IReadOnlyList<string> allowed, EventFaultCode code = EventFaultCode.InvalidValue) =>
        NoteValue(member, string.Join(", ", allowed), code, allowed);

    internal void NoteValue(EventMember member, string allowed, EventFaultCode code = EventFaultCode.InvalidValue, IReadOnlyList<string>? values = null)
    {
        ValueRange range = members[member];
        string quote = range.Type == JsonTokenType.String ? "\"" : "";
        Note(new EventFault(code)
        {
            Path = EventMembers.PathOf(member),
            Value = $"{quote}{Excerpt.Of(range.In(_json))}{quote}",
            Allowed = allowed,
            AllowedValues = values ?? [],
        });
    }

    /// <summary>A member's text in UTF-8; false when it is no string.</summary>
    internal readonly bool TryText(EventMember member, out ReadOnlySpan<byte> text)
    {
        ValueRange range = members[member];
        text = range.Type == JsonTokenType.String ? Utf8Of(range) : [];
        return range.Type == JsonTokenType.String;
    }

    private readonly ReadOnlySpan<byte> Utf8Of(ValueRange range) => range.IsEscaped ? EscapedText.Unescape(range.In(_json)) : range.In(_json);

    private void Note(EventFault fault)
    {
        if (Fault is null || fault.Code < Fault.Code)
            Fault = fault;
    }
}
