namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Lines that travel together, with the identifiers they name. Used over and over.</summary>
internal sealed class FeedBatch
{
    private const int Capacity = 2048;
    private const int IdentifierCapacity = 1 << 16;

    private readonly FeedItem[] _items = new FeedItem[Capacity];
    private readonly int[] _idEnds = new int[Capacity];
    private byte[] _ids = new byte[IdentifierCapacity];
    private int _count;

    internal ReadOnlySpan<FeedItem> Items => _items.AsSpan(0, _count);

    /// <summary>How much of the input was taken when the batch was sent.</summary>
    internal long BytesRead { get; set; }

    internal bool IsFull => _count == Capacity || IdentifiersEnd >= IdentifierCapacity;

    private int IdentifiersEnd => _count == 0 ? 0 : _idEnds[_count - 1];

    /// <summary>The identifier that a line names, in UTF-8; empty where it names none.</summary>
    internal ReadOnlySpan<byte> IdentifierOf(int place)
    {
        int start = place == 0 ? 0 : _idEnds[place - 1];
        return _ids.AsSpan(start, _idEnds[place] - start);
    }

    internal void Add(in FeedItem item, ReadOnlySpan<byte> id)
    {
        int start = IdentifiersEnd;
        if (_ids.Length - start < id.Length)
            Array.Resize(ref _ids, start + id.Length);
        id.CopyTo(_ids.AsSpan(start));
        _items[_count] = item;
        _idEnds[_count++] = start + id.Length;
    }

    internal void Clear()
    {
        Array.Clear(_items, 0, _count);
        _count = 0;
    }
}
