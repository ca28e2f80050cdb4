using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Which write a stored participation comes from: how many writes there were, and a random token that names this one. Two databases that went
/// different ways, after a restore for one, have writes of the same number; they never have the same token. Immutable; compares by value.
/// </summary>
/// <param name="Number">How many writes made it, from 1. It orders the writes of one participation.</param>
/// <param name="Token">64 random bits, drawn anew for every write.</param>
public readonly record struct ParticipationVersion(long Number, long Token) : IParsable<ParticipationVersion>
{
    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text: "9-1f2e3d4c5b6a7988".</param>
    /// <param name="version">The version; the default value when the text is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out ParticipationVersion version)
    {
        int hyphen = text.Length - HexNumber.Digits - 1;
        if (hyphen > 0
            && text[hyphen] == '-'
            && text[0] != '0'
            && long.TryParse(text[..hyphen], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && HexNumber.TryParse(text[(hyphen + 1)..], out long token))
        {
            version = new ParticipationVersion(number, token);
            return true;
        }

        version = default;
        return false;
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ParticipationVersion result) => TryParse(s.AsSpan(), out result);

    /// <inheritdoc/>
    public static ParticipationVersion Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out ParticipationVersion version)
            ? version
            : throw new FormatException($"\"{s}\" is no version. Allowed: a number, a hyphen and {HexNumber.Digits} lower-case hexadecimal digits, such as 9-1f2e3d4c5b6a7988.");
    }

    /// <summary>The number and the token, fit for an ETag: "9-1f2e3d4c5b6a7988".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}-{HexNumber.Text(Token)}");
}
