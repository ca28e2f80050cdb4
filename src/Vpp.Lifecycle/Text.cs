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
    internal const string TheText = "The text";
    internal const string AllowedInTexts = "a string without control characters other than tabs and line ends";

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
    internal static string? FaultOfIdentifier(string text, string subject = TheText) =>
        IsPlain(text) ? null : LoneSurrogate(text, subject) ?? ControlCharacter(text, subject, exceptLineEnds: false, "none");

    /// <summary>What is wrong with any other text; null when nothing is.</summary>
    internal static string? FaultOf(string text, string subject = TheText) =>
        IsPlain(text) ? null : LoneSurrogate(text, subject) ?? ControlCharacter(text, subject, exceptLineEnds: true, "tabs and line ends");

    /// <summary>What is wrong with the address of a page or a picture; null when nothing is.</summary>
    internal static string? FaultOfUrl(string text, string? subject = null)
    {
        if (FaultOfIdentifier(text, subject ?? TheText) is { } fault)
            return fault;
        bool isHttp = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isHttp && !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, UriKind.Absolute, out _)
            ? null
            : $"{(subject is null ? $"\"{Excerpt.Of(text)}\" is not allowed" : $"{subject} is not a web address")}. Allowed: an absolute http or https URL.";
    }

    private static string? LoneSurrogate(string text, string subject) =>
        IndexOfLoneSurrogate(text) is var index and >= 0
            ? $"{subject} has a lone surrogate (U+{(int)text[index]:X4}) at index {index}. Allowed: well-formed UTF-16."
            : null;

    private static string? ControlCharacter(string text, string subject, bool exceptLineEnds, string allowed)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            if (char.IsControl(character) && !(exceptLineEnds && character is '\t' or '\n' or '\r'))
                return $"{subject} has a control character (U+{(int)character:X4}) at index {index}. Allowed: {allowed}.";
        }

        return null;
    }

    /// <summary>Whether all characters stand for themselves and are no controls, as in nearly every text.</summary>
    /// <remarks>One by one, and of a string: compiling a search by vectors takes a new process some milliseconds, before its first transition.</remarks>
    private static bool IsPlain(string text)
    {
        foreach (char character in text)
        {
            bool isPrintableAscii = (uint)(character - ' ') <= '~' - ' ';
            if (!isPrintableAscii && (char.IsControl(character) || char.IsSurrogate(character)))
                return false;
        }

        return true;
    }

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
