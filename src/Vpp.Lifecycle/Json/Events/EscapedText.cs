using System.Globalization;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Strings as they stand in JSON, with escapes that are known to be complete.</summary>
internal static class EscapedText
{
    private const int EscapeLength = 6;

    /// <summary>Whether a string has half of a surrogate pair, which no UTF-8 can hold.</summary>
    internal static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        for (int index = escaped.IndexOf((byte)'\\'); index >= 0; index = NextEscape(escaped, index))
        {
            if (!TryReadUnit(escaped[index..], out char unit))
            {
                index += 2;
            }
            else if (char.IsHighSurrogate(unit) && TryReadUnit(escaped[(index + EscapeLength)..], out char low) && char.IsLowSurrogate(low))
            {
                index += 2 * EscapeLength;
            }
            else if (char.IsSurrogate(unit))
            {
                return true;
            }
            else
            {
                index += EscapeLength;
            }
        }

        return false;
    }

    /// <summary>The text of the name or string that the reader is at, in UTF-8.</summary>
    internal static byte[] Unescape(ref Utf8JsonReader reader)
    {
        byte[] utf8 = new byte[reader.ValueSpan.Length];
        return utf8[..reader.CopyString(utf8)];
    }

    /// <summary>The text of a string, in UTF-8.</summary>
    /// <param name="escaped">What stands between the quotation marks.</param>
    internal static byte[] Unescape(ReadOnlySpan<byte> escaped)
    {
        byte[] json = [(byte)'"', .. escaped, (byte)'"'];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Unescape(ref reader);
    }

    private static int NextEscape(ReadOnlySpan<byte> escaped, int from) =>
        escaped[from..].IndexOf((byte)'\\') is var distance && distance < 0 ? -1 : from + distance;

    /// <summary>The UTF-16 unit that a text begins with, where it begins with such an escape.</summary>
    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < EscapeLength || text[0] != '\\' || text[1] != 'u')
            return false;
        bool isUnit = ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort number);
        unit = (char)number;
        return isUnit;
    }
}
