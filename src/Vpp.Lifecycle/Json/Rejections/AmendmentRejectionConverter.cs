using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Writes <see cref="AmendmentRejection"/> for a host's own serializer, as the body of an answer: state, code, reason and the states in which
/// an amendment is permitted; without reflection. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class AmendmentRejectionConverter : JsonConverter<AmendmentRejection>
{
    /// <summary>A rejection comes from <see cref="Participation.Amend"/> and is only written.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    /// <inheritdoc/>
    public override AmendmentRejection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A rejection is written, never read: it comes from amending details.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AmendmentRejection value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        RejectionWriter.Write(writer, value);
    }
}
