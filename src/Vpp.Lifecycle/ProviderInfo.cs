using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>The company that runs programmes. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>
/// Every text is checked as it is set, with <c>with</c> too, else <see cref="ArgumentException"/>: well-formed UTF-16 without control
/// characters; a name may have tabs and line ends.
/// </remarks>
[JsonConverter(typeof(ProviderInfoConverter))]
public sealed record ProviderInfo
{
    private readonly string _id = null!;
    private readonly string _displayName = null!;
    private readonly string? _logoUrl;

    /// <summary>The provider's identifier, opaque; never empty.</summary>
    public required string Id
    {
        get => _id;
        init => _id = Text.Identifier(value);
    }

    /// <summary>The provider's name as customers see it; may be empty.</summary>
    public required string DisplayName
    {
        get => _displayName;
        init => _displayName = Text.Required(value);
    }

    /// <summary>Where the provider's logo is, an absolute http or https URL; null when there is none.</summary>
    public string? LogoUrl
    {
        get => _logoUrl;
        init => _logoUrl = Text.OptionalUrl(value);
    }
}
