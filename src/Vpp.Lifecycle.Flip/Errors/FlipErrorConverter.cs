using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads and writes <see cref="FlipError"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class FlipErrorConverter : JsonConverter<FlipError>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such error.</exception>
    public override FlipError Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, FlipErrorReader.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FlipError value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
