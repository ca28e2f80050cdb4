namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Numbers participations by their identifiers, from 0 in the order added. Identifiers are kept as the bytes they are written in, end to
/// end: looking one up makes no string. Not thread-safe.
/// </summary>
internal sealed class ParticipationIndex
{
    internal const int NotFound = -1;

    private const int FirstCapacity = 1 << 10;
    private const int ChunkSize = 1 << 16;

    private readonly List<byte[]> _chunks = [];
    private int _chunkUsed = ChunkSize;
    private Place[] _places = new Place[FirstCapacity];

    // Hash in the upper half, number + 1 in the lower; 0 is free. At least half of the slots always are.
    private long[] _slots = new long[2 * FirstCapacity];

    internal int Count { get; private set; }

    /// <summary>The number of an identifier, or <see cref="NotFound"/>.</summary>
    internal int Find(ReadOnlySpan<byte> id)
    {
        int hash = Hash.Of(id);
        for (int slot = hash & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            long content = _slots[slot];
            if (content == 0)
                return NotFound;
            int number = (int)content - 1;
            if ((int)(content >> 32) == hash && id.SequenceEqual(IdOf(number)))
                return number;
        }
    }

    /// <summary>Gives the next number to an identifier that has none.</summary>
    internal int Add(ReadOnlySpan<byte> id)
    {
        if (Count == _places.Length)
            Grow();
        int number = Count++;
        _places[number] = Store(id);
        Occupy(Hash.Of(id), number);
        return number;
    }

    private ReadOnlySpan<byte> IdOf(int number)
    {
        Place place = _places[number];
        return _chunks[place.Chunk].AsSpan(place.Start, place.Length);
    }

    private void Occupy(int hash, int number)
    {
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
            slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = ((long)hash << 32) | (uint)(number + 1);
    }

    private Place Store(ReadOnlySpan<byte> id)
    {
        if (id.Length > ChunkSize - _chunkUsed)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, id.Length)]);
            _chunkUsed = 0;
        }

        var place = new Place(_chunks.Count - 1, _chunkUsed, id.Length);
        id.CopyTo(_chunks[^1].AsSpan(_chunkUsed));
        _chunkUsed = Math.Min(_chunkUsed + id.Length, ChunkSize);
        return place;
    }

    private void Grow()
    {
        Array.Resize(ref _places, 2 * Count);
        long[] before = _slots;
        _slots = new long[2 * before.Length];
        foreach (long content in before)
        {
            if (content != 0)
                Occupy((int)(content >> 32), (int)content - 1);
        }
    }

    private readonly record struct Place(int Chunk, int Start, int Length);
}
