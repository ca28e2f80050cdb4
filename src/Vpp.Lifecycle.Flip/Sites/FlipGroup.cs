using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>A group of sites. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>Every text is checked as it is set, with <c>with</c> too: well-formed UTF-16, else <see cref="ArgumentException"/>.</remarks>
public sealed record FlipGroup
{
    private readonly string _id = "";
    private readonly string? _name;

    /// <summary>The group's identifier, opaque; never empty.</summary>
    [JsonPropertyName("id")]
    public required string Id
    {
        get => _id;
        init => _id = Text.Identifier(value);
    }

    /// <summary>What it is called; null when the host does not say.</summary>
    [JsonPropertyName("name")]
    public string? Name
    {
        get => _name;
        init => _name = Text.Optional(value);
    }
}
