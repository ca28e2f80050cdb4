using System.Buffers;

namespace Vpp.Lifecycle;

/// <summary>Addresses as most are, told without a parser of all addresses.</summary>
internal static class PlainUrl
{
    private static readonly SearchValues<byte> PlainInNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);
    private static readonly SearchValues<byte> PlainInPaths = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"u8);

    /// <summary>
    /// Whether UTF-8 is an address as most are: http or https, a name of letters, digits and hyphens with points between its labels, and a path of
    /// letters, digits and <c>-._~/</c>. Those are allowed, which takes a parser of all addresses ten times as long to say.
    /// </summary>
    internal static bool Matches(ReadOnlySpan<byte> utf8)
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
}
