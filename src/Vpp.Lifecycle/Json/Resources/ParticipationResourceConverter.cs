using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes <see cref="ParticipationResource"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class ParticipationResourceConverter : JsonConverter<ParticipationResource>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such resource.</exception>
    public override ParticipationResource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, ResourceReader.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParticipationResource value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
