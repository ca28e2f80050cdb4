using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads and writes <see cref="ParticipationDetails"/> for a host's own serializer, with the names and in the order that the resource has;
/// without reflection. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class ParticipationDetailsConverter : JsonConverter<ParticipationDetails>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no details.</exception>
    public override ParticipationDetails Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, DetailsReader.ReadValue);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParticipationDetails value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        DetailsWriter.WriteValue(writer, value);
    }
}
