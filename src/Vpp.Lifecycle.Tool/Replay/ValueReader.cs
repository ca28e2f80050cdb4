using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Takes the values out of a line and notes what is wrong with them: of several wrongs the one whose code comes first, of several with
/// one code the first found. What is wrong reads as empty.
/// </summary>
/// <remarks>
/// An optional member that is null counts as absent; a required one that is null is there, and its value is wrong.
/// </remarks>
internal ref struct ValueReader(ReadOnlySpan<byte> line, RecentStrings strings)
{
    private const string AnyText = "a string";
    private const string NonEmptyText = "a string that is not empty";
    private const string AnyTime = "an RFC 3339 time with an offset and at most 7 fraction digits, such as 2026-01-31T12:00:00Z";

    private RefusalCode _code;
    private string? _message;

    internal ReadOnlySpan<byte> Line { get; } = line;

    /// <summary>Whether anything is wrong.</summary>
    internal readonly bool HasProblem => _message is not null;

    /// <summary>The refusal that tells what is wrong.</summary>
    internal readonly Refusal Refuse(string? participationId, string? name) => new(_code, _message!, participationId, name);

    internal ReadOnlySpan<byte> Identifier(in Member member) => RequireText(member, NonEmptyText, leastLength: 1);

    internal string IdentifierText(in Member member) => Encoding.UTF8.GetString(Identifier(member));

    internal string? OptionalIdentifier(in Member member) => member.Value.IsNoneOrNull ? null : IdentifierText(member);

    /// <summary>A required identifier that other lines are likely to have as well.</summary>
    internal string SharedIdentifier(in Member member) => strings.Get(Identifier(member));

    /// <summary>An optional identifier that other lines are likely to have as well.</summary>
    internal string? OptionalSharedIdentifier(in Member member) => member.Value.IsNoneOrNull ? null : SharedIdentifier(member);

    internal string Text(in Member member) => Encoding.UTF8.GetString(RequireText(member, AnyText, leastLength: 0));

    internal string? OptionalText(in Member member) => member.Value.IsNoneOrNull ? null : Text(member);

    /// <summary>Checks a text that nobody needs.</summary>
    internal void CheckOptionalText(in Member member)
    {
        if (!member.Value.IsNoneOrNull && member.Value.Type != JsonTokenType.String)
            NoteValue(member, AnyText);
    }

    internal DateTimeOffset Time(in Member member)
    {
        if (!Require(member))
            return default;
        if (member.Value.Type != JsonTokenType.String || !Rfc3339.TryParse(Utf8Of(member), out DateTimeOffset time))
        {
            NoteValue(member, AnyTime);
            return default;
        }

        return time;
    }

    /// <summary>False when absent.</summary>
    internal bool Flag(in Member member)
    {
        if (!member.Value.IsNoneOrNull && member.Value.Type is not (JsonTokenType.True or JsonTokenType.False))
            NoteValue(member, "true or false");
        return member.Value.Type == JsonTokenType.True;
    }

    /// <summary>The first of the values when absent.</summary>
    internal T OneOf<T>(in Member member, NameTable<T> allowed)
    {
        T value = allowed.First;
        if (!member.Value.IsNoneOrNull && (member.Value.Type != JsonTokenType.String || !allowed.TryFind(Utf8Of(member), out value)))
            NoteValue(member, allowed.ToString());
        return value;
    }

    /// <summary>Whether an optional object is there.</summary>
    internal bool IsObject(in Member member)
    {
        if (!member.Value.IsNoneOrNull && member.Value.Type != JsonTokenType.StartObject)
            NoteValue(member, "an object");
        return member.Value.Type == JsonTokenType.StartObject;
    }

    /// <summary>Whether a required member is there.</summary>
    internal bool Require(in Member member)
    {
        if (!member.Value.IsThere)
            Note(RefusalCode.MissingMember, $"{member.Path} is missing.");
        return member.Value.IsThere;
    }

    internal void NoteValue(in Member member, string allowed, RefusalCode code = RefusalCode.InvalidValue)
    {
        string quote = member.Value.Type == JsonTokenType.String ? "\"" : "";
        Note(code, $"{member.Path} is {quote}{Excerpt.Of(member.Value.In(Line))}{quote}. Allowed: {allowed}.");
    }

    /// <summary>A string's text in UTF-8.</summary>
    internal readonly ReadOnlySpan<byte> Utf8Of(in Member member)
    {
        if (!member.Value.IsEscaped)
            return member.Value.In(Line);
        var reader = new Utf8JsonReader(Line.Slice(member.Value.Start - 1, member.Value.Length + 2));
        reader.Read();
        return EscapedText.Unescape(ref reader);
    }

    /// <summary>A member's text; null when it is no string.</summary>
    internal readonly string? TextOrNull(in Member member) => member.Value.Type == JsonTokenType.String ? Encoding.UTF8.GetString(Utf8Of(member)) : null;

    private ReadOnlySpan<byte> RequireText(in Member member, string allowed, int leastLength)
    {
        if (!Require(member))
            return [];
        if (member.Value.Type == JsonTokenType.String && member.Value.Length >= leastLength)
            return Utf8Of(member);
        NoteValue(member, allowed);
        return [];
    }

    private void Note(RefusalCode code, string message)
    {
        if (_message is not null && _code <= code)
            return;
        _code = code;
        _message = message;
    }
}
