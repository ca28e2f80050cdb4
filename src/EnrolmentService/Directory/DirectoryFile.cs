using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnrolmentService.Directory;

/// <summary>A directory to import, as JSON: see docs/service.md.</summary>
internal sealed record DirectoryFile
{
    // set, not init: generated readers give null to an init property that the document leaves out.
    public IReadOnlyList<AccountEntry> Accounts { get; set; } = [];

    public IReadOnlyList<ProviderEntry> Providers { get; set; } = [];

    public IReadOnlyList<ProgrammeEntry> Programmes { get; set; } = [];

    public IReadOnlyList<GroupEntry> Groups { get; set; } = [];

    public IReadOnlyList<LocationEntry> Locations { get; set; } = [];

    public IReadOnlyList<DeviceEntry> Devices { get; set; } = [];

    /// <summary>Reads a file and holds it against the rules.</summary>
    /// <exception cref="JsonException">It is no directory.</exception>
    /// <exception cref="InvalidDataException">It does not fit; every fault is named with its place.</exception>
    public static DirectoryFile Read(Stream stream)
    {
        DirectoryFile file = JsonSerializer.Deserialize(stream, DirectoryJson.Default.DirectoryFile) ?? throw new JsonException("The directory is null.");
        DirectoryRules.Check(file);
        return file;
    }

    internal sealed record AccountEntry(string Id, string Name)
    {
        /// <summary>A key is made for each of these and shown once.</summary>
        public IReadOnlyList<KeyEntry> Keys { get; set; } = [];
    }

    internal sealed record KeyEntry(string Label, bool LiveMode);

    internal sealed record ProviderEntry(string Id, string DisplayName, string? LogoUrl = null);

    internal sealed record ProgrammeEntry(string Id, string ProviderId, string DisplayName, string? LearnMoreUrl = null);

    internal sealed record GroupEntry(string Id, string AccountId, string Name);

    internal sealed record LocationEntry(string Id, string AccountId, bool LiveMode)
    {
        public string? StreetAddress { get; init; }

        public string? City { get; init; }

        public string? StateCode { get; init; }

        public string? ZipCode { get; init; }

        public string? FirstName { get; init; }

        public string? LastName { get; init; }

        public string? Email { get; init; }
    }

    internal sealed record DeviceEntry(string Id, string LocationId, string DisplayName, string MeterAccess = "NOT_REQUIRED");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DirectoryFile))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
