using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>A fact about an enrollment that only its program knows. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>Every text is checked as it is set, with <c>with</c> too: well-formed UTF-16, else <see cref="ArgumentException"/>.</remarks>
public sealed record FlipProgramFact
{
    private readonly string _name = "";
    private readonly string? _type;
    private readonly string? _value;

    /// <summary>What the fact is called; never empty.</summary>
    [JsonPropertyName("name")]
    public required string Name
    {
        get => _name;
        init => _name = Text.Identifier(value);
    }

    /// <summary>What kind of value it has, in the program's words, such as <c>boolean</c>; null when it does not say.</summary>
    [JsonPropertyName("type")]
    public string? Type
    {
        get => _type;
        init => _type = Text.Optional(value);
    }

    /// <summary>The value as text; null when there is none.</summary>
    [JsonPropertyName("value")]
    public string? Value
    {
        get => _value;
        init => _value = Text.Optional(value);
    }
}
