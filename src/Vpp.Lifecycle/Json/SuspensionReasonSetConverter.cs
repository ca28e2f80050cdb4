using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads and writes <see cref="SuspensionReasonSet"/> for a host's own serializer, as an array of wire names; without reflection.
/// A reason given twice counts once. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class SuspensionReasonSetConverter : JsonConverter<SuspensionReasonSet>
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no array of suspension reasons.</exception>
    public override SuspensionReasonSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonInput.Read(ref reader, static (ref JsonCursor cursor) => cursor.Reasons());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SuspensionReasonSet value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteReasonsValue(value);
    }
}
