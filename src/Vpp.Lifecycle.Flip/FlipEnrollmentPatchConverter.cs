using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads and writes <see cref="FlipEnrollmentPatch"/> for a host's own serializer; without reflection. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class FlipEnrollmentPatchConverter : JsonConverter<FlipEnrollmentPatch>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no such patch.</exception>
    public override FlipEnrollmentPatch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, FlipPatchReader.Read);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FlipEnrollmentPatch value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
