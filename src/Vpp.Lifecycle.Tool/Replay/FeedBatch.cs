namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Lines that travel together. Used over and over.</summary>
internal sealed class FeedBatch
{
    private const int Capacity = 2048;

    private readonly FeedItem[] _items = new FeedItem[Capacity];
    private int _count;

    internal ReadOnlySpan<FeedItem> Items => _items.AsSpan(0, _count);

    /// <summary>How much of the input was taken when the batch was sent.</summary>
    internal long BytesRead { get; set; }

    internal bool IsFull => _count == Capacity;

    internal void Add(in FeedItem item) => _items[_count++] = item;

    internal void Clear()
    {
        Array.Clear(_items, 0, _count);
        _count = 0;
    }
}
