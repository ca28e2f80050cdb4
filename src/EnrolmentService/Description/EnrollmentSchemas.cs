using System.ComponentModel;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Description;

// What the library writes under /v1, described for the OpenAPI document.

[Description("The participation as an operator's system sees it.")]
internal sealed record EnrollmentSchema
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<DeviceSchema> Devices { get; init; }

    public required DateTimeOffset? EnrolledAt { get; init; }

    public required string Id { get; init; }

    public required IReadOnlyList<JsonObject> ProgramSpecificAttributes { get; init; }

    public required SiteSchema Site { get; init; }

    public required FlipEnrollmentStatus Status { get; init; }

    public required string? StatusReason { get; init; }

    public required DateTimeOffset? UnenrolledAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

internal sealed record DeviceSchema
{
    public required JsonObject? Attributes { get; init; }

    public required JsonObject? Configuration { get; init; }

    public required DateTimeOffset? CreatedAt { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset? InstallDate { get; init; }

    public required string? ManufacturerName { get; init; }

    public required string? ProductName { get; init; }

    public required string? SerialNumber { get; init; }

    public required string? SiteId { get; init; }

    public required string? Type { get; init; }

    public required DateTimeOffset? UpdatedAt { get; init; }
}

internal sealed record SiteSchema
{
    public required string? City { get; init; }

    public required string? CompanyName { get; init; }

    public required DateTimeOffset? CreatedAt { get; init; }

    public required string? Email { get; init; }

    public required string? FirstName { get; init; }

    public required IReadOnlyList<GroupSchema> Groups { get; init; }

    public required string Id { get; init; }

    public required string? LastName { get; init; }

    public required string? ServiceAccountId { get; init; }

    public required string? StateCode { get; init; }

    public required string? StreetAddress { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("street_address2")]
    public required string? StreetAddress2 { get; init; }

    public required DateTimeOffset? UpdatedAt { get; init; }

    public required string? ZipCode { get; init; }
}

internal sealed record GroupSchema
{
    public required string Id { get; init; }

    public required string? Name { get; init; }
}

[Description("The error body of the fifth source document.")]
internal sealed record EnrollmentErrorSchema
{
    public required string Code { get; init; }

    public required IReadOnlyList<ErrorDetailSchema> Detail { get; init; }

    public required IReadOnlyList<ErrorEntrySchema> Errors { get; init; }

    public required string Message { get; init; }

    public required int StatusCode { get; init; }
}

internal sealed record ErrorDetailSchema
{
    public required IReadOnlyList<string> Loc { get; init; }

    public required string Msg { get; init; }

    public required string Type { get; init; }
}

internal sealed record ErrorEntrySchema
{
    public required string Message { get; init; }

    public required string Path { get; init; }
}
