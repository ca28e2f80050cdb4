using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads and writes <see cref="ProgrammeInfo"/> for a host's own serializer, as the resource holds it; without reflection. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class ProgrammeInfoConverter : JsonConverter<ProgrammeInfo>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such object.</exception>
    public override ProgrammeInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, DetailsReader.ReadProgramme);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProgrammeInfo value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        DetailsWriter.WriteValue(writer, value);
    }
}
