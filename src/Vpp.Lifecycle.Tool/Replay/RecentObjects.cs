namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Makes one object of JSON text that repeats: of as many as fit, the recent ones, so that memory does not grow with what does not
/// repeat. Not thread-safe.
/// </summary>
internal sealed class RecentObjects<T>
    where T : class
{
    private const int Places = 1 << 10;
    private const int LongestKept = 1 << 10;

    private readonly (byte[] Text, T Value)[] _recent = new (byte[], T)[Places];

    /// <summary>The object made of the same text; null when there is none any more.</summary>
    internal T? Find(ReadOnlySpan<byte> text)
    {
        (byte[] known, T value) = _recent[PlaceOf(text)];
        return text.SequenceEqual(known) ? value : null;
    }

    internal void Keep(ReadOnlySpan<byte> text, T value)
    {
        if (text.Length <= LongestKept)
            _recent[PlaceOf(text)] = (text.ToArray(), value);
    }

    private static int PlaceOf(ReadOnlySpan<byte> text) => Hash.Of(text) & (Places - 1);
}
