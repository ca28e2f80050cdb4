using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// A document could not be read. This is the only exception that reading throws for what a document contains. As a
/// <see cref="JsonException"/> it is what serializers and web frameworks expect of a converter.
/// </summary>
/// <remarks>
/// <see cref="JsonException.Path"/> is the place in the document, <c>$.participation_state[0].state</c>; where a serializer reads the
/// value as part of a larger document, the place within this value. For a single enumeration value it is the serializer's own.
/// </remarks>
public sealed class LifecycleJsonException : JsonException
{
    internal LifecycleJsonException(
        LifecycleJsonError error, string message, string? path, string? value, IReadOnlyList<string>? allowed, JsonException? inner = null)
        : base(path is null ? message : $"{path}: {message}", path, inner?.LineNumber, inner?.BytePositionInLine, inner)
    {
        Error = error;
        Value = value;
        Allowed = [.. allowed ?? []];
    }

    /// <summary>What is wrong.</summary>
    public LifecycleJsonError Error { get; }

    /// <summary>The value that is wrong, as it stands in the document, cut off where it is long; null where no single value is.</summary>
    public string? Value { get; }

    /// <summary>The values allowed instead, where they can be listed; else empty, and the message says what is allowed.</summary>
    public IReadOnlyList<string> Allowed { get; }
}
