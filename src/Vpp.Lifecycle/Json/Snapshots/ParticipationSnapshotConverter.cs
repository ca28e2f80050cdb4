using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes <see cref="ParticipationSnapshot"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class ParticipationSnapshotConverter : JsonConverter<ParticipationSnapshot>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no snapshot.</exception>
    public override ParticipationSnapshot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, SnapshotReader.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParticipationSnapshot value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
