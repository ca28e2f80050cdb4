using System.Buffers;
using System.Globalization;

namespace Vpp.Lifecycle.Hosting;

/// <summary>64 bits as sixteen lower-case hexadecimal digits: one text for one number, so that texts can be compared.</summary>
internal static class HexNumber
{
    internal const int Digits = 16;

    private static readonly SearchValues<char> LowerHexDigits = SearchValues.Create("0123456789abcdef");

    internal static string Text(long number) => number.ToString("x16", CultureInfo.InvariantCulture);

    internal static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return text.Length == Digits
            && text.IndexOfAnyExcept(LowerHexDigits) < 0
            && long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }
}
