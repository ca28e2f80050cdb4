using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Flip;

/// <summary>The statuses' names as other programs read and write them: UPPER_SNAKE, compared by ordinal characters. Thread-safe.</summary>
public static class FlipWireNames
{
    /// <summary>The status's wire name.</summary>
    /// <param name="status">A defined status.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined status.</exception>
    public static string ToWireName(this FlipEnrollmentStatus status) => WireNameTable<FlipEnrollmentStatus>.NameOf((int)status, nameof(status));

    /// <summary>Reads a status's wire name.</summary>
    /// <param name="name">The name, exactly as written.</param>
    /// <param name="status">The status, where the name is one.</param>
    /// <returns>Whether the name is a status's.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out FlipEnrollmentStatus status) =>
        WireNameTable<FlipEnrollmentStatus>.TryParse(name, out status);
}
