using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Where in a line a member's value is; the default value: nowhere, the member is not there.</summary>
/// <param name="Type">What the value is; <see cref="JsonTokenType.None"/> when the member is not there.</param>
/// <param name="IsEscaped">Whether the value is a string with escapes.</param>
/// <param name="Start">The value's first byte; of a string, the first within the quotation marks.</param>
/// <param name="Length">The value's bytes; of a string, those within the quotation marks.</param>
internal readonly record struct ValueRange(JsonTokenType Type, bool IsEscaped, int Start, int Length)
{
    internal bool IsThere => Type != JsonTokenType.None;

    /// <summary>Whether a member there counts as absent, being optional.</summary>
    internal bool IsNoneOrNull => Type is JsonTokenType.None or JsonTokenType.Null;

    internal ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    /// <summary>The place of the value that the reader is at; a container's end completes the place that its start began.</summary>
    internal ValueRange With(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        int end = (int)reader.BytesConsumed;
        return reader.TokenType switch
        {
            JsonTokenType.EndObject or JsonTokenType.EndArray => this with { Length = end - Start },
            JsonTokenType.String => new ValueRange(JsonTokenType.String, reader.ValueIsEscaped, start + 1, reader.ValueSpan.Length),
            JsonTokenType type => new ValueRange(type, IsEscaped: false, start, end - start),
        };
    }
}
