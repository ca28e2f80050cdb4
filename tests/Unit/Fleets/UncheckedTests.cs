using System.Runtime.InteropServices;

namespace Vpp.Lifecycle.Tests.Unit.Fleets;

public class UncheckedTests
{
    [Fact]
    public void Bytes_from_a_cache_line_begin_with_one_wherever_there_was_room()
    {
        for (int length = 0; length < 200; length++)
        {
            ArraySegment<byte> bytes = Unchecked.AllocateFromCacheLine(length);

            Assert.Equal(length, bytes.Count);
            Assert.Equal(0, Marshal.UnsafeAddrOfPinnedArrayElement(bytes.Array!, bytes.Offset) % 64);
        }
    }

    /// <summary>What the garbage collector never moves is of the oldest generation from the start; anything else so small is of the youngest.</summary>
    [Fact]
    public void Bytes_from_a_cache_line_stay_where_they_are() =>
        Assert.Equal(GC.MaxGeneration, GC.GetGeneration(Unchecked.AllocateFromCacheLine(64).Array!));
}
