namespace Vpp.Lifecycle;

/// <summary>Writes identifiers for hosts that bring none of their own. Thread-safe.</summary>
public static class ParticipationId
{
    /// <summary>How many bytes of randomness an identifier takes: 12.</summary>
    public const int ByteCount = 12;

    /// <summary>An identifier of the usual form: <c>vpp_</c> and 24 lower-case hexadecimal digits (R20).</summary>
    /// <param name="bytes">12 bytes from the host's own source of randomness: the library makes nothing by chance.</param>
    /// <exception cref="ArgumentException">There are more or fewer than 12 bytes.</exception>
    public static string From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
            throw new ArgumentException($"An identifier is made of {ByteCount} bytes, not {bytes.Length}.", nameof(bytes));
        return "vpp_" + Convert.ToHexString(bytes).ToLowerInvariant();
    }
}
