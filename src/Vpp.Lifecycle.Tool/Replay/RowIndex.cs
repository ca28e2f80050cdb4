using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Finds numbers by hashes: candidates, since hashes may be equal where what was hashed is not. Eight bytes a slot, and at least half of the
/// slots free. Not thread-safe.
/// </summary>
internal sealed class RowIndex
{
    internal const int NotFound = -1;

    private const int FirstSlots = 1 << 11;

    // The hash above, and below the number plus one; 0: free.
    private ulong[] _slots = new ulong[FirstSlots];
    private int _count;

    /// <summary>The next number that was added with a hash; <see cref="NotFound"/> when there are no more.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="probes">How many places have been looked at: 0 to begin with.</param>
    internal int Next(uint hash, ref int probes)
    {
        ulong[] slots = _slots;
        while (true)
        {
            ulong slot = slots[(int)((hash + (uint)probes) & (uint)(slots.Length - 1))];
            probes++;
            if (slot == 0)
                return NotFound;
            if ((uint)(slot >> 32) == hash)
                return (int)(uint)slot - 1;
        }
    }

    /// <summary>The processor begins to read where a hash is looked for first, which is there when it is wanted a little later.</summary>
    internal unsafe void Prefetch(uint hash) => CacheLine.Prefetch(Unsafe.AsPointer(ref _slots[hash & (uint)(_slots.Length - 1)]));

    internal void Add(uint hash, int number)
    {
        if (2 * ++_count > _slots.Length)
            Grow();
        Occupy(((ulong)hash << 32) | ((uint)number + 1));
    }

    private void Occupy(ulong slot)
    {
        uint index = (uint)(slot >> 32);
        while (_slots[index & (_slots.Length - 1)] != 0)
            index++;
        _slots[index & (_slots.Length - 1)] = slot;
    }

    private void Grow()
    {
        ulong[] before = _slots;
        _slots = new ulong[2 * before.Length];
        foreach (ulong slot in before)
        {
            if (slot != 0)
                Occupy(slot);
        }
    }
}
