using System.Buffers.Binary;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Numbers participations by their identifiers, from 0 in the order added. Identifiers are kept as the bytes they are written in, end to
/// end: looking one up makes no string and goes to memory twice. Not thread-safe.
/// </summary>
internal sealed class ParticipationIndex
{
    internal const int NotFound = -1;

    private const int FirstSlots = 1 << 11;
    private const int ChunkSize = 1 << 20;

    // An identifier begins at a multiple of these in its chunk, with its length.
    private const int Alignment = 8;

    private readonly List<byte[]> _chunks = [];
    private int _chunkUsed = ChunkSize;

    // At least half of them are free.
    private Slot[] _slots = new Slot[FirstSlots];

    internal int Count { get; private set; }

    /// <summary>The numbers of some of a batch's identifiers, or <see cref="NotFound"/>.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="start">Where in the batch they start.</param>
    /// <param name="numbers">As many numbers as are wanted, <see cref="MemoryReads.AtOnce"/> at most.</param>
    internal void Find(FeedBatch batch, int start, Span<int> numbers)
    {
        Span<int> hashes = stackalloc int[MemoryReads.AtOnce];
        Span<uint> addresses = stackalloc uint[MemoryReads.AtOnce];
        for (int place = 0; place < numbers.Length; place++)
            hashes[place] = Hash.Of(batch.IdentifierOf(start + place));
        for (int place = 0; place < numbers.Length; place++)
            addresses[place] = _slots[hashes[place] & (_slots.Length - 1)].Address;

        long sum = 0;
        foreach (uint address in addresses[..numbers.Length])
            sum += Count == 0 ? 0 : IdAt(address).Length;
        MemoryReads.Use(sum);

        for (int place = 0; place < numbers.Length; place++)
            numbers[place] = Find(batch.IdentifierOf(start + place), hashes[place]);
    }

    /// <summary>The number of an identifier, or <see cref="NotFound"/>.</summary>
    internal int Find(ReadOnlySpan<byte> id) => Find(id, Hash.Of(id));

    /// <summary>Gives the next number to an identifier that has none.</summary>
    internal int Add(ReadOnlySpan<byte> id)
    {
        int number = Count++;
        if (2 * Count > _slots.Length)
            Grow();
        Occupy(new Slot(Hash.Of(id), number + 1, Store(id)));
        return number;
    }

    private int Find(ReadOnlySpan<byte> id, int hash)
    {
        Slot[] slots = _slots;
        for (int place = hash & (slots.Length - 1); ; place = (place + 1) & (slots.Length - 1))
        {
            Slot slot = slots[place];
            if (slot.IsFree)
                return NotFound;
            if (slot.Hash == hash && id.SequenceEqual(IdAt(slot.Address)))
                return slot.Number;
        }
    }

    private ReadOnlySpan<byte> IdAt(uint address)
    {
        ReadOnlySpan<byte> stored = _chunks[(int)(address / (ChunkSize / Alignment))].AsSpan((int)(address % (ChunkSize / Alignment)) * Alignment);
        return stored.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(stored));
    }

    private uint Store(ReadOnlySpan<byte> id)
    {
        int size = sizeof(int) + id.Length;
        if (size > ChunkSize - _chunkUsed)
        {
            _chunks.Add(new byte[Math.Max(ChunkSize, size)]);
            _chunkUsed = 0;
        }

        Span<byte> place = _chunks[^1].AsSpan(_chunkUsed);
        BinaryPrimitives.WriteInt32LittleEndian(place, id.Length);
        id.CopyTo(place[sizeof(int)..]);
        uint address = (uint)(((_chunks.Count - 1) * (ChunkSize / Alignment)) + (_chunkUsed / Alignment));
        _chunkUsed = Math.Min(_chunkUsed + ((size + Alignment - 1) / Alignment * Alignment), ChunkSize);
        return address;
    }

    private void Occupy(Slot slot)
    {
        int place = slot.Hash & (_slots.Length - 1);
        while (!_slots[place].IsFree)
            place = (place + 1) & (_slots.Length - 1);
        _slots[place] = slot;
    }

    private void Grow()
    {
        Slot[] before = _slots;
        _slots = new Slot[2 * before.Length];
        foreach (Slot slot in before)
        {
            if (!slot.IsFree)
                Occupy(slot);
        }
    }

    /// <param name="Hash">The identifier's hash.</param>
    /// <param name="NumberPlusOne">0 in a slot that is free.</param>
    /// <param name="Address">Where the identifier is.</param>
    private readonly record struct Slot(int Hash, int NumberPlusOne, uint Address)
    {
        internal bool IsFree => NumberPlusOne == 0;

        internal int Number => NumberPlusOne - 1;
    }
}
