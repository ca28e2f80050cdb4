using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Writes <see cref="Rejection"/> for a host's own serializer, as the body of an answer: trigger, state, code, reason and the triggers that
/// are permitted instead; without reflection. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class RejectionConverter : JsonConverter<Rejection>
{
    /// <summary>A rejection comes from <see cref="Participation.Apply"/> and is only written.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    /// <inheritdoc/>
    public override Rejection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A rejection is written, never read: it comes from applying a trigger.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Rejection value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        RejectionWriter.Write(writer, value);
    }
}
