using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>What a processor reads of memory at once.</summary>
internal static class CacheLine
{
    /// <summary>Its length in bytes, on all processors that .NET runs on but a few.</summary>
    internal const int Length = 64;

    /// <summary>The processor begins to read what is there, and does not wait for it. Where .NET has no such instruction, nothing happens.</summary>
    internal static unsafe void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
