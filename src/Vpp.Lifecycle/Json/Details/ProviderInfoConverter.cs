using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads and writes <see cref="ProviderInfo"/> for a host's own serializer, as the resource holds it; without reflection. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class ProviderInfoConverter : JsonConverter<ProviderInfo>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such object.</exception>
    public override ProviderInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, DetailsReader.ReadProvider);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ProviderInfo value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        DetailsWriter.WriteValue(writer, value);
    }
}
