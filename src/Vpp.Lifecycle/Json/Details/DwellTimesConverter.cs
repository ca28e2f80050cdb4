using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads and writes <see cref="DwellTimes"/> for a host's own serializer; without reflection. A member for each state that has a dwell
/// time, in the form of .NET's own durations: <c>{"AWAITING_CONSENT":"2.00:00:00"}</c>. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class DwellTimesConverter : JsonConverter<DwellTimes>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no dwell times.</exception>
    public override DwellTimes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, DwellTimesJson.ReadValue);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DwellTimes value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        DwellTimesJson.WriteValue(writer, value);
    }
}
