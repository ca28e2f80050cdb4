using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes <see cref="DwellStatistics"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class DwellStatisticsConverter : JsonConverter<DwellStatistics>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no dwell statistics.</exception>
    public override DwellStatistics Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, DwellStatisticsForm.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DwellStatistics value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
