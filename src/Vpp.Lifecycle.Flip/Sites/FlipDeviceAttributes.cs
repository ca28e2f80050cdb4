using System.Globalization;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>What a device can do. Immutable; compares by value; safe to share between threads.</summary>
public sealed record FlipDeviceAttributes
{
    /// <summary>How much the battery holds, in watt-hours; null when unknown.</summary>
    [JsonPropertyName("battery_capacity_wh")]
    public decimal? BatteryCapacityWh { get; init; }

    /// <summary>How fast it charges at most, in watts; null when unknown.</summary>
    [JsonPropertyName("battery_power_input_w")]
    public decimal? BatteryPowerInputW { get; init; }

    /// <summary>How fast it discharges at most, in watts; null when unknown.</summary>
    [JsonPropertyName("battery_power_output_w")]
    public decimal? BatteryPowerOutputW { get; init; }

    /// <summary>The members and their values, the same under every culture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(FlipDeviceAttributes)} {{ {nameof(BatteryCapacityWh)} = {BatteryCapacityWh}, {nameof(BatteryPowerInputW)} = {BatteryPowerInputW}, {nameof(BatteryPowerOutputW)} = {BatteryPowerOutputW} }}");
}
