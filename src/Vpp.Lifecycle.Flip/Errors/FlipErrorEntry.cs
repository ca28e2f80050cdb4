using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>One thing that was wrong, with its path. Immutable; compares by value; safe to share between threads.</summary>
public sealed record FlipErrorEntry
{
    /// <summary>One thing that was wrong.</summary>
    /// <param name="message">What, in words.</param>
    /// <param name="path">Where in the body.</param>
    /// <exception cref="ArgumentException">A text is missing or ill-formed.</exception>
    public FlipErrorEntry(string message, string path)
    {
        Message = Text.Required(message, nameof(message));
        Path = Text.Required(path, nameof(path));
    }

    /// <summary>What, in words.</summary>
    [JsonPropertyName("message")]
    public string Message { get; }

    /// <summary>Where in the body.</summary>
    [JsonPropertyName("path")]
    public string Path { get; }
}
