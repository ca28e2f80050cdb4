namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// What many participations have in common: provider, programme and expected dwell times. Kept once for all that have the same. Read by many
/// threads as long as none adds to it.
/// </summary>
internal sealed class Terms
{
    private readonly RowIndex _index = new();
    private readonly ByteStore _store = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The number of terms, which are added if nobody had them before.</summary>
    /// <param name="hash">The hash of the packed terms.</param>
    /// <param name="packed">What <see cref="Details.PackTerms"/> wrote.</param>
    internal int Number(uint hash, ReadOnlySpan<byte> packed)
    {
        int number, probes = 0;
        while ((number = _index.Next(hash, ref probes)) != RowIndex.NotFound)
        {
            if (packed.SequenceEqual(_store[_entries[number].Address]))
                return number;
        }

        _index.Add(hash, _entries.Count);
        _entries.Add(Details.UnpackTerms(packed, _store.Add(packed)));
        return _entries.Count - 1;
    }

    internal Entry this[int number] => _entries[number];

    /// <summary>Terms as the library has them.</summary>
    internal readonly record struct Entry(ProviderInfo? Provider, ProgrammeInfo? Programme, DwellTimes? DwellTimes, uint Address);
}
