namespace Vpp.Lifecycle.Tests.Properties;

internal static class Shrinking
{
    /// <summary>A list without some of it: without all, without either half, and so on down to without each single element.</summary>
    internal static IEnumerable<T[]> Shorter<T>(IReadOnlyList<T> list)
    {
        for (int length = list.Count; length > 0; length /= 2)
        {
            for (int from = 0; from + length <= list.Count; from += length)
                yield return [.. list.Take(from), .. list.Skip(from + length)];
        }
    }
}
