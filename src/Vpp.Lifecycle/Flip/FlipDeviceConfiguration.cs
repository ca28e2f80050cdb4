using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>How a device is set up. Immutable; compares by value; safe to share between threads.</summary>
public sealed record FlipDeviceConfiguration
{
    /// <summary>How much of the battery is kept for the customer, in per cent; null when unknown.</summary>
    [JsonPropertyName("reserve_percentage")]
    public decimal? ReservePercentage { get; init; }
}
