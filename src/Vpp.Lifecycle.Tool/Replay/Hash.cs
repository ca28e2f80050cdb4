namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>The hash of bytes; another one in each process, so that no log can be made to collide.</summary>
internal static class Hash
{
    internal static int Of(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
