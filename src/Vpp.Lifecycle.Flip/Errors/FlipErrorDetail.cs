using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>One thing that was wrong, and where. Immutable; compares by value; safe to share between threads.</summary>
public sealed record FlipErrorDetail
{
    private readonly ValueList<string> _loc;

    /// <summary>One thing that was wrong.</summary>
    /// <param name="loc">Where, from the outside in: "body", a member, an index within it.</param>
    /// <param name="msg">What, in words.</param>
    /// <param name="type">What, for programs.</param>
    /// <exception cref="ArgumentException">A text is missing or ill-formed.</exception>
    public FlipErrorDetail(IEnumerable<string> loc, string msg, string type)
    {
        ArgumentNullException.ThrowIfNull(loc);
        _loc = ValueList<string>.Copy(loc.Select(segment => Text.Required(segment, nameof(loc))), nameof(loc));
        Msg = Text.Required(msg, nameof(msg));
        Type = Text.Required(type, nameof(type));
    }

    /// <summary>Where, from the outside in: "body", a member, an index within it.</summary>
    [JsonPropertyName("loc")]
    public IReadOnlyList<string> Loc => _loc;

    /// <summary>What, in words.</summary>
    [JsonPropertyName("msg")]
    public string Msg { get; }

    /// <summary>What, for programs.</summary>
    [JsonPropertyName("type")]
    public string Type { get; }
}
