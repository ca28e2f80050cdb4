using System.Globalization;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>How a device is set up. Immutable; compares by value; safe to share between threads.</summary>
public sealed record FlipDeviceConfiguration
{
    /// <summary>How much of the battery is kept for the customer, in per cent; null when unknown.</summary>
    [JsonPropertyName("reserve_percentage")]
    public decimal? ReservePercentage { get; init; }

    /// <summary>The members and their values, the same under every culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{nameof(FlipDeviceConfiguration)} {{ {nameof(ReservePercentage)} = {ReservePercentage} }}");
}
