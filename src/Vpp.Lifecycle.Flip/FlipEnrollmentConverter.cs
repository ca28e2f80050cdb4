using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads and writes <see cref="FlipEnrollment"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class FlipEnrollmentConverter : JsonConverter<FlipEnrollment>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such enrollment.</exception>
    public override FlipEnrollment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, FlipEnrollmentReader.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FlipEnrollment value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
