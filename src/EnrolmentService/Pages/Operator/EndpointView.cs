namespace EnrolmentService.Pages.Operator;

/// <summary>Where events are sent, as the operator's pages show it: without its secrets.</summary>
public sealed record EndpointView(string Id, string Url, string? Description, IReadOnlyList<string>? Types, DateTimeOffset? DisabledAt, string? DisabledReason, DateTimeOffset? FailingSince);
