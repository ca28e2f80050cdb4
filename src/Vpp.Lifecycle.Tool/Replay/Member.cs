using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>A member of a line, there or not: its place among the line's members, and that of its value among the line's bytes.</summary>
/// <param name="Path">The names that lead to it, joined by points.</param>
/// <param name="Type">What its value is; <see cref="JsonTokenType.None"/> when it is not there.</param>
/// <param name="Start">The value's first byte; of a string, the first within the quotation marks.</param>
/// <param name="Length">The value's bytes; of a string, those within the quotation marks.</param>
/// <param name="IsEscaped">Whether the value is a string with escapes.</param>
internal readonly record struct Member(string Path, JsonTokenType Type, int Start, int Length, bool IsEscaped)
{
    internal bool IsThere => Type != JsonTokenType.None;

    /// <summary>Whether it counts as absent, being optional.</summary>
    internal bool IsNoneOrNull => Type is JsonTokenType.None or JsonTokenType.Null;

    internal ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    /// <summary>The member with the value that the reader is at; a container's end completes the value that its start began.</summary>
    internal Member With(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        int end = (int)reader.BytesConsumed;
        return reader.TokenType switch
        {
            JsonTokenType.EndObject or JsonTokenType.EndArray => this with { Length = end - Start },
            JsonTokenType.String => new Member(Path, JsonTokenType.String, start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped),
            JsonTokenType type => new Member(Path, type, start, end - start, IsEscaped: false),
        };
    }
}
