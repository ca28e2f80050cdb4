using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <content>The values that members have.</content>
internal ref partial struct JsonCursor
{
    private const int MaxTimeLength = Rfc3339.LongestLength;
    private const int MaxNameLength = 64;
    private const int MinDurationLength = 8;
    private const int MaxDurationLength = 32;

    internal readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    internal readonly string String()
    {
        if (_reader.TokenType != JsonTokenType.String)
            throw WrongType("a string");
        string text = Unescaped();
        return Text.FaultOf(text) is null ? text : throw WrongType(Text.AllowedInTexts);
    }

    internal readonly string? OptionalString() => IsNull ? null : String();

    internal readonly string Identifier()
    {
        if (_reader.TokenType != JsonTokenType.String)
            throw WrongType("a string");
        string text = Unescaped();
        return text.Length > 0 && Text.FaultOfIdentifier(text) is null ? text : throw WrongType(Text.AllowedInIdentifiers);
    }

    internal readonly string? OptionalUrl()
    {
        if (IsNull)
            return null;
        string text = String();
        return Text.FaultOfUrl(text) is null ? text : throw WrongType("an absolute http or https URL");
    }

    internal readonly string? OptionalIdentifier() => IsNull ? null : Identifier();

    internal readonly bool Boolean() => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw WrongType("true or false"),
    };

    internal readonly bool IsNumber => _reader.TokenType == JsonTokenType.Number;

    internal readonly int Integer() =>
        IsNumber && _reader.TryGetInt32(out int number) ? number : throw WrongType($"a whole number from {int.MinValue} to {int.MaxValue}");

    internal readonly long WholeNumber(long least, long most) =>
        IsNumber && _reader.TryGetInt64(out long number) && number >= least && number <= most ? number : throw WrongType($"a whole number from {least} to {most}");

    internal readonly decimal? OptionalDecimal()
    {
        if (IsNull)
            return null;
        return IsNumber && _reader.TryGetDecimal(out decimal number) ? number : throw WrongType("a number that a decimal can hold");
    }

    /// <summary>In UTC ticks.</summary>
    internal readonly long Time()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            Span<byte> buffer = stackalloc byte[MaxTimeLength];
            if (TryShortText(buffer, out ReadOnlySpan<byte> text) && Rfc3339.TryParse(text, out DateTimeOffset time))
                return time.UtcTicks;
        }

        throw WrongType("an RFC 3339 time with an offset and at most 9 fraction digits");
    }

    internal readonly long OptionalTime() => IsNull ? UtcTime.None : Time();

    /// <summary>Zero or more, as .NET's own serializer writes durations.</summary>
    internal readonly TimeSpan Duration()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            Span<byte> buffer = stackalloc byte[MaxDurationLength];
            if (TryShortText(buffer, out ReadOnlySpan<byte> text) && text.Length >= MinDurationLength && char.IsAsciiDigit((char)text[0])
                && Utf8Parser.TryParse(text, out TimeSpan duration, out int length, 'c') && length == text.Length)
            {
                return duration;
            }
        }

        throw WrongType("a duration of zero or more, [d.]hh:mm:ss[.fffffff]");
    }

    /// <summary>A number that is one of a few.</summary>
    internal readonly int OneOf(params ReadOnlySpan<int> allowed)
    {
        if (IsNumber && _reader.TryGetInt32(out int number) && allowed.Contains(number))
            return number;
        string[] names = new string[allowed.Length];
        for (int index = 0; index < names.Length; index++)
            names[index] = allowed[index].ToString(CultureInfo.InvariantCulture);
        throw NotAllowed(names);
    }

    /// <summary>A text that is one of a few.</summary>
    internal readonly string OneOf(IReadOnlyList<string> allowed)
    {
        string text = _reader.TokenType == JsonTokenType.String ? String() : "";
        return allowed.Contains(text, StringComparer.Ordinal) ? text : throw NotAllowed(allowed);
    }

    internal readonly TEnum Enum<TEnum>()
        where TEnum : struct, Enum
    {
        if (_reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            Span<byte> buffer = stackalloc byte[MaxNameLength];
            if (TryShortText(buffer, out ReadOnlySpan<byte> text) && WireText<TEnum>.TryParse(text, out TEnum value))
                return value;
        }

        throw NotAllowed(WireNameTable<TEnum>.All);
    }

    internal SuspensionReasonSet Reasons()
    {
        SuspensionReasonSet reasons = default;
        for (StartArray(); NextItem();)
            reasons = reasons.With(Enum<SuspensionReason>());
        return reasons;
    }

    /// <summary>A member that must say one certain thing.</summary>
    internal readonly void RequireText(JsonEncodedText text)
    {
        if (_reader.TokenType != JsonTokenType.String || String() != text.Value)
            throw NotAllowed([text.Value]);
    }

    internal readonly void RequireSeen(in ObjectProgress progress, params ReadOnlySpan<int> members)
    {
        foreach (int member in members)
        {
            if (!progress.HasSeen(member))
                throw Missing(progress.Table, member);
        }
    }

    internal readonly LifecycleJsonException Missing(MemberTable table, int member) =>
        Error(LifecycleJsonError.MissingMember, $"The member \"{table.NameOf(member)}\" is missing.");

    internal readonly LifecycleJsonException Error(LifecycleJsonError error, string message, string? value = null, IReadOnlyList<string>? allowed = null) =>
        new(error, message, Path, value, allowed);

    /// <summary>Values that contradict each other; the place is below the cursor's own.</summary>
    internal readonly LifecycleJsonException Broken(string relativePath, string message) =>
        new(LifecycleJsonError.BrokenInvariant, message, _path.ToString() + relativePath, value: null, allowed: null);

    private readonly LifecycleJsonException Duplicate() => Error(LifecycleJsonError.DuplicateMember, "The member is given twice.");

    private readonly LifecycleJsonException WrongType(string allowed) =>
        Error(LifecycleJsonError.InvalidValue, $"{Here()} is not allowed. Allowed: {allowed}.", Here());

    private readonly LifecycleJsonException NotAllowed(IReadOnlyList<string> allowed) =>
        Error(LifecycleJsonError.InvalidValue, $"{Here()} is not allowed. Allowed: {string.Join(", ", allowed)}.", Here(), allowed);

    private readonly LifecycleJsonException IllFormed() =>
        Error(LifecycleJsonError.MalformedJson, "The text is ill-formed: it has bad UTF-8 or a lone surrogate.", Here());

    /// <summary>The value here as an error shows it.</summary>
    private readonly string Here() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "An object",
        JsonTokenType.StartArray => "An array",
        JsonTokenType.String or JsonTokenType.PropertyName => $"\"{Excerpt.Of(_reader.HasValueSequence ? _reader.ValueSequence.ToArray() : _reader.ValueSpan)}\"",
        _ => Excerpt.Of(_reader.HasValueSequence ? _reader.ValueSequence.ToArray() : _reader.ValueSpan),
    };

    /// <summary>The text of the string or name here.</summary>
    private readonly string Unescaped()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw IllFormed();
        }
    }

    /// <summary>The bytes of a string that is one of few known ASCII texts or not allowed; false when it is longer than all of those or not ASCII.</summary>
    private readonly bool TryShortText(Span<byte> buffer, out ReadOnlySpan<byte> text)
    {
        if (!_reader.ValueIsEscaped && !_reader.HasValueSequence)
        {
            text = _reader.ValueSpan;
            return true;
        }

        bool isShort = Ascii.FromUtf16(Unescaped(), buffer, out int length) == OperationStatus.Done;
        text = buffer[..length];
        return isShort;
    }
}
