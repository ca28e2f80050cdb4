using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle;

/// <summary>Refuses text that could not be written as UTF-8 and read back the same.</summary>
internal static class Text
{
    /// <summary>An identifier: there, not empty, well-formed.</summary>
    internal static string Identifier([NotNull] string? value, [CallerMemberName] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        return WellFormed(value, name);
    }

    /// <summary>An optional identifier: absent, or as <see cref="Identifier"/>.</summary>
    internal static string? OptionalIdentifier(string? value, [CallerMemberName] string? name = null) =>
        value is null ? null : Identifier(value, name);

    /// <summary>Text of any length, well-formed.</summary>
    internal static string Required([NotNull] string? value, [CallerMemberName] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return WellFormed(value, name);
    }

    /// <summary>Text of any length, well-formed, or none.</summary>
    internal static string? Optional(string? value, [CallerMemberName] string? name = null) => WellFormed(value, name);

    /// <summary>Text of any length, or none; no lone surrogates.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    internal static string? WellFormed(string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is not null && IndexOfLoneSurrogate(value) is var place and >= 0)
            throw LoneSurrogate(value, place, name);
        return value;
    }

    internal static bool IsWellFormed(string value) => IndexOfLoneSurrogate(value) < 0;

    /// <summary>Where the first half of a character stands without its other half; -1 when there is none.</summary>
    internal static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int place = text.IndexOfAnyInRange('\uD800', '\uDFFF'); place >= 0 && place < text.Length; place++)
        {
            if (!char.IsSurrogate(text[place]))
                continue;
            if (place + 1 == text.Length || !char.IsSurrogatePair(text[place], text[place + 1]))
                return place;
            place++;
        }

        return -1;
    }

    private static ArgumentException LoneSurrogate(string value, int place, string? name) =>
        new($"The text has a lone surrogate (U+{(int)value[place]:X4}) at index {place}. Allowed: well-formed UTF-16.", name);
}
