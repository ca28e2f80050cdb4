using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Flip;

/// <summary>The site that is enrolled: an address and whose it is. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>Every text is checked as it is set, with <c>with</c> too: well-formed UTF-16, else <see cref="ArgumentException"/>.</remarks>
public sealed record FlipSite
{
    private readonly string? _city;
    private readonly string? _companyName;
    private readonly long _createdAt = UtcTime.None;
    private readonly string? _email;
    private readonly string? _firstName;
    private readonly ValueList<FlipGroup> _groups = ValueList<FlipGroup>.Empty;
    private readonly string _id = "";
    private readonly string? _lastName;
    private readonly string? _serviceAccountId;
    private readonly string? _stateCode;
    private readonly string? _streetAddress;
    private readonly string? _streetAddress2;
    private readonly long _updatedAt = UtcTime.None;
    private readonly string? _zipCode;

    /// <summary>The city; null when unknown.</summary>
    [JsonPropertyName("city")]
    public string? City
    {
        get => _city;
        init => _city = Text.Optional(value);
    }

    /// <summary>The company there; null when there is none.</summary>
    [JsonPropertyName("company_name")]
    public string? CompanyName
    {
        get => _companyName;
        init => _companyName = Text.Optional(value);
    }

    /// <summary>When it was first recorded, in UTC; null when unknown.</summary>
    [JsonPropertyName("created_at")]
    public DateTimeOffset? CreatedAt
    {
        get => UtcTime.FromTicksOrNone(_createdAt);
        init => _createdAt = UtcTime.TicksOrNone(value);
    }

    /// <summary>Where the customer reads mail; null when unknown.</summary>
    [JsonPropertyName("email")]
    public string? Email
    {
        get => _email;
        init => _email = Text.Optional(value);
    }

    /// <summary>The customer's first name; null when unknown.</summary>
    [JsonPropertyName("first_name")]
    public string? FirstName
    {
        get => _firstName;
        init => _firstName = Text.Optional(value);
    }

    /// <summary>The groups it belongs to; often empty.</summary>
    /// <remarks>Copied. A missing list is an <see cref="ArgumentNullException"/>, a missing element an <see cref="ArgumentException"/>.</remarks>
    [JsonPropertyName("groups")]
    public IReadOnlyList<FlipGroup> Groups
    {
        get => _groups;
        init => _groups = ValueList<FlipGroup>.Copy(value, nameof(Groups));
    }

    /// <summary>The site's identifier, opaque; never empty.</summary>
    [JsonPropertyName("id")]
    public required string Id
    {
        get => _id;
        init => _id = Text.Identifier(value);
    }

    /// <summary>The customer's last name; null when unknown.</summary>
    [JsonPropertyName("last_name")]
    public string? LastName
    {
        get => _lastName;
        init => _lastName = Text.Optional(value);
    }

    /// <summary>The customer's account with the utility; null when unknown.</summary>
    [JsonPropertyName("service_account_id")]
    public string? ServiceAccountId
    {
        get => _serviceAccountId;
        init => _serviceAccountId = Text.Optional(value);
    }

    /// <summary>The federal state, by its code; null when unknown.</summary>
    [JsonPropertyName("state_code")]
    public string? StateCode
    {
        get => _stateCode;
        init => _stateCode = Text.Optional(value);
    }

    /// <summary>Street and number; null when unknown.</summary>
    [JsonPropertyName("street_address")]
    public string? StreetAddress
    {
        get => _streetAddress;
        init => _streetAddress = Text.Optional(value);
    }

    /// <summary>The second line of the address; null when there is none.</summary>
    [JsonPropertyName("street_address2")]
    public string? StreetAddress2
    {
        get => _streetAddress2;
        init => _streetAddress2 = Text.Optional(value);
    }

    /// <summary>When its record was last changed, in UTC; null when unknown.</summary>
    [JsonPropertyName("updated_at")]
    public DateTimeOffset? UpdatedAt
    {
        get => UtcTime.FromTicksOrNone(_updatedAt);
        init => _updatedAt = UtcTime.TicksOrNone(value);
    }

    /// <summary>The postal code; null when unknown.</summary>
    [JsonPropertyName("zip_code")]
    public string? ZipCode
    {
        get => _zipCode;
        init => _zipCode = Text.Optional(value);
    }
}
