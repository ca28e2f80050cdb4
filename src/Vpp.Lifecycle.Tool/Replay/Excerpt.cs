using System.Text;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Shows what a line has, however long it is.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    internal static string Of(string text)
    {
        if (text.Length <= Longest)
            return text;
        int length = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..length] + "…";
    }

    internal static string Of(ReadOnlySpan<byte> utf8) =>
        // No character has fewer bytes than UTF-16 units; one that was cut is beyond the excerpt.
        Of(Encoding.UTF8.GetString(utf8.Length > 4 * Longest ? utf8[..(4 * Longest)] : utf8));
}
