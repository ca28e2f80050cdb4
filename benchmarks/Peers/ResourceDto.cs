using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>The resource as a program without this library would have it: plain, mutable, every text a string.</summary>
public sealed class ResourceDto
{
    [JsonPropertyName("object")]
    public string ObjectKind { get; set; } = "";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("provider_reference_id")]
    public string? ProviderReferenceId { get; set; }

    [JsonPropertyName("live_mode")]
    public bool LiveMode { get; set; }

    [JsonPropertyName("device_id")]
    public string DeviceId { get; set; } = "";

    [JsonPropertyName("location_id")]
    public string LocationId { get; set; } = "";

    [JsonPropertyName("current_state")]
    public string CurrentState { get; set; } = "";

    [JsonPropertyName("control_active")]
    public bool ControlActive { get; set; }

    [JsonPropertyName("telemetry_active")]
    public bool TelemetryActive { get; set; }

    [JsonPropertyName("suspension_reasons")]
    public List<string> SuspensionReasons { get; set; } = [];

    [JsonPropertyName("participation_state")]
    public List<EntryDto> Timeline { get; set; } = [];

    [JsonPropertyName("time_updated")]
    public DateTimeOffset TimeUpdated { get; set; }

    [JsonPropertyName("time_created")]
    public DateTimeOffset TimeCreated { get; set; }

    [JsonPropertyName("provider")]
    public ProviderDto? Provider { get; set; }

    [JsonPropertyName("programme")]
    public ProgrammeDto? Programme { get; set; }

    [JsonPropertyName("account_id")]
    public string? AccountId { get; set; }

    public sealed class EntryDto
    {
        [JsonPropertyName("state")]
        public string State { get; set; } = "";

        [JsonPropertyName("status")]
        public string Status { get; set; } = "";

        [JsonPropertyName("description")]
        public string Description { get; set; } = "";

        [JsonPropertyName("occurred_at")]
        public DateTimeOffset? OccurredAt { get; set; }

        [JsonPropertyName("expected_at")]
        public DateTimeOffset? ExpectedAt { get; set; }

        [JsonPropertyName("suspension_reasons")]
        public List<string> SuspensionReasons { get; set; } = [];
    }

    public sealed class ProviderDto
    {
        [JsonPropertyName("id")]
        public string Id { get; set; } = "";

        [JsonPropertyName("provider_display_name")]
        public string DisplayName { get; set; } = "";

        [JsonPropertyName("logo_url")]
        public string? LogoUrl { get; set; }
    }

    public sealed class ProgrammeDto
    {
        [JsonPropertyName("id")]
        public string Id { get; set; } = "";

        [JsonPropertyName("programme_display_name")]
        public string DisplayName { get; set; } = "";

        [JsonPropertyName("learn_more_url")]
        public string? LearnMoreUrl { get; set; }
    }
}
