using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes <see cref="TimelineEntryResource"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class TimelineEntryResourceConverter : JsonConverter<TimelineEntryResource>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such entry.</exception>
    public override TimelineEntryResource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, TimelineReader.ReadEntry);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimelineEntryResource value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ResourceWriter.WriteEntry(writer, value.ToTimelineEntry(), value.Description);
    }
}
