using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes <see cref="ParticipationList"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class ParticipationListConverter : JsonConverter<ParticipationList>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such list.</exception>
    public override ParticipationList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, ListReader.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParticipationList value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
