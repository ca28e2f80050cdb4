using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>
/// Which text there may be, the same at every entrance: well-formed, so that it is read back as it was written, and without control
/// characters, which databases, logs and terminals do not carry. Text of several lines may have tabs and line ends; an identifier has none.
/// </summary>
internal static class Text
{
    internal const string AllowedInIdentifiers = "a string that is not empty, without control characters";
    internal const string AllowedInTexts = "a string without control characters other than tabs and line ends";

    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(code => char.IsControl((char)code)).Select(code => (byte)code)]);

    private static readonly SearchValues<byte> ControlBytesButLineEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(code => char.IsControl((char)code) && (char)code is not ('\t' or '\n' or '\r')).Select(code => (byte)code)]);

    private static readonly SearchValues<byte> PlainInNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);
    private static readonly SearchValues<byte> PlainInPaths = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"u8);

    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    private static readonly SearchValues<char> ControlCharactersButLineEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(code => char.IsControl(code) && code is not ('\t' or '\n' or '\r'))]);

    /// <summary>An identifier: there, not empty, well-formed, without control characters.</summary>
    internal static string Identifier([NotNull] string? value, [CallerMemberName] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        if (FaultOfIdentifier(value) is { } fault)
            throw new ArgumentException(fault, name);
        return value;
    }

    /// <summary>An optional identifier: absent, or as <see cref="Identifier"/>.</summary>
    internal static string? OptionalIdentifier(string? value, [CallerMemberName] string? name = null) =>
        value is null ? null : Identifier(value, name);

    /// <summary>Text that says something: there and not empty, and as <see cref="WellFormed"/>.</summary>
    internal static string NotEmpty([NotNull] string? value, [CallerMemberName] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return WellFormed(value, name);
    }

    /// <summary>Text of any length, as <see cref="WellFormed"/>.</summary>
    internal static string Required([NotNull] string? value, [CallerMemberName] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return WellFormed(value, name);
    }

    /// <summary>Text of any length, or none, as <see cref="WellFormed"/>.</summary>
    internal static string? Optional(string? value, [CallerMemberName] string? name = null) => WellFormed(value, name);

    /// <summary>Text of any length, or none; no lone surrogates, and no control characters but tabs and line ends.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    internal static string? WellFormed(string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is not null && FaultOf(value) is { } fault)
            throw new ArgumentException(fault, name);
        return value;
    }

    /// <summary>The address of a page or a picture, or none: absolute, by http or https.</summary>
    internal static string? OptionalUrl(string? value, [CallerMemberName] string? name = null)
    {
        if (value is not null && FaultOfUrl(value) is { } fault)
            throw new ArgumentException(fault, name);
        return value;
    }

    /// <summary>What is wrong with an identifier that is not empty; null when nothing is.</summary>
    internal static string? FaultOfIdentifier(ReadOnlySpan<char> text) =>
        LoneSurrogate(text) ?? ControlCharacter(text, text.IndexOfAny(ControlCharacters), "none");

    /// <summary>What is wrong with any other text; null when nothing is.</summary>
    internal static string? FaultOf(ReadOnlySpan<char> text) =>
        LoneSurrogate(text) ?? ControlCharacter(text, text.IndexOfAny(ControlCharactersButLineEnds), "tabs and line ends");

    /// <summary>What is wrong with the address of a page or a picture; null when nothing is.</summary>
    internal static string? FaultOfUrl(string text)
    {
        if (FaultOfIdentifier(text) is { } fault)
            return fault;
        bool isHttp = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isHttp && !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, UriKind.Absolute, out _)
            ? null
            : $"\"{Excerpt.Of(text)}\" is not allowed. Allowed: an absolute http or https URL.";
    }

    /// <summary>
    /// Whether UTF-8 is an address as most are: http or https, a name of letters, digits and hyphens with points between its labels, and a path of
    /// letters, digits and <c>-._~/</c>. Those are allowed, which takes a parser of all addresses ten times as long to say.
    /// </summary>
    internal static bool IsPlainUrl(ReadOnlySpan<byte> utf8)
    {
        const int LongestLabel = 63;
        const int LongestName = 253;
        ReadOnlySpan<byte> rest = utf8.StartsWith("https://"u8) ? utf8[8..] : utf8.StartsWith("http://"u8) ? utf8[7..] : default;
        int slash = rest.IndexOf((byte)'/');
        ReadOnlySpan<byte> name = slash < 0 ? rest : rest[..slash];
        if (name.Length is 0 or > LongestName || (slash >= 0 && rest[slash..].ContainsAnyExcept(PlainInPaths)))
            return false;
        while (true)
        {
            int point = name.IndexOf((byte)'.');
            ReadOnlySpan<byte> label = point < 0 ? name : name[..point];
            if (label.Length is 0 or > LongestLabel || label.ContainsAnyExcept(PlainInNames) || !char.IsAsciiLetter((char)label[0]) || label[^1] == '-')
                return false;
            if (point < 0)
                return true;
            name = name[(point + 1)..];
        }
    }

    /// <summary>Whether well-formed UTF-8 is an identifier.</summary>
    internal static bool IsIdentifier(ReadOnlySpan<byte> utf8) => utf8.Length > 0 && !utf8.ContainsAny(ControlBytes) && !HasLaterControls(utf8);

    /// <summary>Whether well-formed UTF-8 is any other text.</summary>
    internal static bool IsText(ReadOnlySpan<byte> utf8) => !utf8.ContainsAny(ControlBytesButLineEnds) && !HasLaterControls(utf8);

    /// <summary>Whether there is one of U+0080 to U+009F, which UTF-8 begins with the same byte.</summary>
    private static bool HasLaterControls(ReadOnlySpan<byte> utf8)
    {
        const byte First = 0xC2;
        for (int index = utf8.IndexOf(First); index >= 0;)
        {
            if (utf8[index + 1] < 0xA0)
                return true;
            int next = utf8[(index + 1)..].IndexOf(First);
            index = next < 0 ? -1 : index + 1 + next;
        }

        return false;
    }

    private static string? LoneSurrogate(ReadOnlySpan<char> text) =>
        IndexOfLoneSurrogate(text) is var index and >= 0
            ? $"The text has a lone surrogate (U+{(int)text[index]:X4}) at index {index}. Allowed: well-formed UTF-16."
            : null;

    private static string? ControlCharacter(ReadOnlySpan<char> text, int index, string allowed) =>
        index >= 0 ? $"The text has a control character (U+{(int)text[index]:X4}) at index {index}. Allowed: {allowed}." : null;

    /// <summary>Where the first half of a character stands without its other half; -1 when there is none.</summary>
    internal static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int index = text.IndexOfAnyInRange('\uD800', '\uDFFF'); index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return index;
            index++;
        }

        return -1;
    }
}
