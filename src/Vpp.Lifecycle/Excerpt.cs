using System.Text;

namespace Vpp.Lifecycle;

/// <summary>What an error shows of a document: as it stands there, but short.</summary>
internal static class Excerpt
{
    private const int MaxLength = 60;

    internal static string Of(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        int length = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return string.Concat(text.AsSpan(0, length), "…");
    }

    /// <summary>Bytes that are no UTF-8 are shown as U+FFFD.</summary>
    internal static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * MaxLength)]));
}
