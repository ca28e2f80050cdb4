namespace Vpp.Lifecycle.Flip;

/// <summary>The statuses' names as other programs read and write them: UPPER_SNAKE. <see cref="WireNames.TryParse{TEnum}"/> reads them. Thread-safe.</summary>
public static class FlipWireNames
{
    /// <summary>The status's wire name.</summary>
    /// <param name="status">A defined status.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined status.</exception>
    public static string ToWireName(this FlipEnrollmentStatus status) => WireNameTable<FlipEnrollmentStatus>.NameOf((int)status, nameof(status));
}
