using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>The programme taken part in. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>
/// Every text is checked as it is set, with <c>with</c> too, else <see cref="ArgumentException"/>: well-formed UTF-16 without control
/// characters; a name may have tabs and line ends.
/// </remarks>
[JsonConverter(typeof(ProgrammeInfoConverter))]
public sealed record ProgrammeInfo
{
    private readonly string _id = null!;
    private readonly string _displayName = null!;
    private readonly string? _learnMoreUrl;

    /// <summary>The programme's identifier, opaque; never empty.</summary>
    public required string Id
    {
        get => _id;
        init => _id = Text.Identifier(value);
    }

    /// <summary>The programme's name as customers see it; may be empty.</summary>
    public required string DisplayName
    {
        get => _displayName;
        init => _displayName = Text.Required(value);
    }

    /// <summary>Where customers read about the programme; null when there is none.</summary>
    public string? LearnMoreUrl
    {
        get => _learnMoreUrl;
        init => _learnMoreUrl = Text.OptionalUrl(value);
    }
}
