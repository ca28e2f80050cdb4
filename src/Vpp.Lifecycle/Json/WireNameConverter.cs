using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads and writes one of the library's enumerations by its wire names, for a host's own serializer, as value and as property name;
/// without reflection. Old state names are read, never written (R19). Thread-safe.
/// </summary>
/// <typeparam name="TEnum">An enumeration of this library's.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)] // Named on the types; public for source generators.
public sealed class WireNameConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is none of the wire names; the exception lists them.</exception>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new JsonCursor(reader, isPart: true).Enum<TEnum>();

    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The name is none of the wire names; the exception lists them.</exception>
    public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new JsonCursor(reader, isPart: true).Enum<TEnum>();

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a defined one.</exception>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(WireText<TEnum>.Of(value));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a defined one.</exception>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(WireText<TEnum>.Of(value));
    }
}
