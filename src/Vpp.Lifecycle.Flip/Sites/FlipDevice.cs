using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>A device at an enrolled site. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>Every text is checked as it is set, with <c>with</c> too: well-formed UTF-16, else <see cref="ArgumentException"/>.</remarks>
public sealed record FlipDevice
{
    private readonly long _createdAt = UtcTime.None;
    private readonly string _id = "";
    private readonly long _installDate = UtcTime.None;
    private readonly string? _manufacturerName;
    private readonly string? _productName;
    private readonly string? _serialNumber;
    private readonly string? _siteId;
    private readonly string? _type;
    private readonly long _updatedAt = UtcTime.None;

    /// <summary>What it can do; null when unknown.</summary>
    [JsonPropertyName("attributes")]
    public FlipDeviceAttributes? Attributes { get; init; }

    /// <summary>How it is set up; null when unknown.</summary>
    [JsonPropertyName("configuration")]
    public FlipDeviceConfiguration? Configuration { get; init; }

    /// <summary>When it was first recorded, in UTC; null when unknown.</summary>
    [JsonPropertyName("created_at")]
    public DateTimeOffset? CreatedAt
    {
        get => UtcTime.FromTicksOrNone(_createdAt);
        init => _createdAt = UtcTime.TicksOrNone(value);
    }

    /// <summary>The device's identifier, opaque; never empty.</summary>
    [JsonPropertyName("id")]
    public required string Id
    {
        get => _id;
        init => _id = Text.Identifier(value);
    }

    /// <summary>When it was installed, in UTC; null when unknown.</summary>
    [JsonPropertyName("install_date")]
    public DateTimeOffset? InstallDate
    {
        get => UtcTime.FromTicksOrNone(_installDate);
        init => _installDate = UtcTime.TicksOrNone(value);
    }

    /// <summary>Who made it; null when unknown.</summary>
    [JsonPropertyName("manufacturer_name")]
    public string? ManufacturerName
    {
        get => _manufacturerName;
        init => _manufacturerName = Text.Optional(value);
    }

    /// <summary>What its maker calls it; null when unknown.</summary>
    [JsonPropertyName("product_name")]
    public string? ProductName
    {
        get => _productName;
        init => _productName = Text.Optional(value);
    }

    /// <summary>Its serial number; null when unknown.</summary>
    [JsonPropertyName("serial_number")]
    public string? SerialNumber
    {
        get => _serialNumber;
        init => _serialNumber = Text.Optional(value);
    }

    /// <summary>The site it stands at; null when the host does not say.</summary>
    [JsonPropertyName("site_id")]
    public string? SiteId
    {
        get => _siteId;
        init => _siteId = Text.Optional(value);
    }

    /// <summary>What kind of device it is, in the host's words; null when it does not say.</summary>
    [JsonPropertyName("type")]
    public string? Type
    {
        get => _type;
        init => _type = Text.Optional(value);
    }

    /// <summary>When its record was last changed, in UTC; null when unknown.</summary>
    [JsonPropertyName("updated_at")]
    public DateTimeOffset? UpdatedAt
    {
        get => UtcTime.FromTicksOrNone(_updatedAt);
        init => _updatedAt = UtcTime.TicksOrNone(value);
    }
}
