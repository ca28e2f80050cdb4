using System.Text;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Makes one string of text that repeats: of as many as fit, the recent ones, so that memory does not grow with what does not repeat.
/// Not thread-safe.
/// </summary>
internal sealed class RecentStrings
{
    private const int Places = 1 << 14;
    private const int LongestKept = 64;

    private readonly string[] _recent = new string[Places];

    internal string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept)
            return Encoding.UTF8.GetString(utf8);
        ref string? recent = ref _recent[Hash.Of(utf8) & (Places - 1)]!;
        if (recent is null || !Ascii.Equals(utf8, recent))
            recent = Encoding.UTF8.GetString(utf8);
        return recent;
    }
}
