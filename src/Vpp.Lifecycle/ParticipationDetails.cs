using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// Who takes part in what: the facts about a participation that the lifecycle itself does not use. Immutable; compares by value;
/// safe to share between threads.
/// </summary>
/// <remarks>
/// Every text is checked as it is set, with <c>with</c> too: identifiers are opaque (R20), never empty, well-formed UTF-16 and without
/// control characters, else <see cref="ArgumentException"/>.
/// </remarks>
[JsonConverter(typeof(ParticipationDetailsConverter))]
public sealed record ParticipationDetails
{
    private readonly string _id = null!;
    private readonly string _deviceId = null!;
    private readonly string _locationId = null!;
    private readonly string? _providerReferenceId;
    private readonly string? _accountId;
    private readonly string? _supersedes;

    /// <summary>The participation's identifier, kept as the host gives it (R20). Never amended (R18).</summary>
    public required string Id
    {
        get => _id;
        init => _id = Other(Text.Identifier(value), _supersedes, nameof(Id));
    }

    /// <summary>The device that takes part. Never amended (R18).</summary>
    public required string DeviceId
    {
        get => _deviceId;
        init => _deviceId = Text.Identifier(value);
    }

    /// <summary>The location the device belongs to.</summary>
    public required string LocationId
    {
        get => _locationId;
        init => _locationId = Text.Identifier(value);
    }

    /// <summary>Whether the participation exists in live mode, as opposed to test mode. Never amended (R18).</summary>
    public bool LiveMode { get; init; }

    /// <summary>The provider's own reference for this participation; null when there is none.</summary>
    public string? ProviderReferenceId
    {
        get => _providerReferenceId;
        init => _providerReferenceId = Text.OptionalIdentifier(value);
    }

    /// <summary>The provider of the programme; null when the host has none.</summary>
    public ProviderInfo? Provider { get; init; }

    /// <summary>The programme; null when the host has none.</summary>
    public ProgrammeInfo? Programme { get; init; }

    /// <summary>The account that the participation belongs to; null when the host has none.</summary>
    public string? AccountId
    {
        get => _accountId;
        init => _accountId = Text.OptionalIdentifier(value);
    }

    /// <summary>The identifier of the earlier participation that this one takes the place of (R1), never its own; null when there is none.</summary>
    public string? Supersedes
    {
        get => _supersedes;
        init => _supersedes = Other(Text.OptionalIdentifier(value), _id, nameof(Supersedes));
    }

    /// <summary>What is wrong where a participation would take the place of itself.</summary>
    internal static string SupersedesItself(string id) => $"The participation \"{Excerpt.Of(id)}\" supersedes itself. Allowed: another participation.";

    [return: NotNullIfNotNull(nameof(id))]
    private static string? Other(string? id, string? other, string member) =>
        id is null || id != other ? id : throw new ArgumentException(SupersedesItself(id), member);
}
