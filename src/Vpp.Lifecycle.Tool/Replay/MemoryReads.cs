using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// What was read only to have it near. A processor waits for many places in memory at once as long as none of them tells where the
/// next one is: reading ahead for a whole group takes little longer than reading for one of it.
/// </summary>
internal static class MemoryReads
{
    /// <summary>How many are read ahead together.</summary>
    internal const int AtOnce = 64;

    /// <summary>Uses what was read; nobody else does, and what nobody uses is not read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Use(long sum) => _ = sum;
}
