using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>The members of everything that is written, encoded once.</summary>
internal static class Members
{
    internal static readonly JsonEncodedText Object = JsonEncodedText.Encode("object");
    internal static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    internal static readonly JsonEncodedText ProviderReferenceId = JsonEncodedText.Encode("provider_reference_id");
    internal static readonly JsonEncodedText LiveMode = JsonEncodedText.Encode("live_mode");
    internal static readonly JsonEncodedText DeviceId = JsonEncodedText.Encode("device_id");
    internal static readonly JsonEncodedText LocationId = JsonEncodedText.Encode("location_id");
    internal static readonly JsonEncodedText CurrentState = JsonEncodedText.Encode("current_state");
    internal static readonly JsonEncodedText ControlActive = JsonEncodedText.Encode("control_active");
    internal static readonly JsonEncodedText TelemetryActive = JsonEncodedText.Encode("telemetry_active");
    internal static readonly JsonEncodedText SuspensionReasons = JsonEncodedText.Encode("suspension_reasons");
    internal static readonly JsonEncodedText ParticipationState = JsonEncodedText.Encode("participation_state");
    internal static readonly JsonEncodedText TimeUpdated = JsonEncodedText.Encode("time_updated");
    internal static readonly JsonEncodedText TimeCreated = JsonEncodedText.Encode("time_created");
    internal static readonly JsonEncodedText Provider = JsonEncodedText.Encode("provider");
    internal static readonly JsonEncodedText ProviderDisplayName = JsonEncodedText.Encode("provider_display_name");
    internal static readonly JsonEncodedText LogoUrl = JsonEncodedText.Encode("logo_url");
    internal static readonly JsonEncodedText Programme = JsonEncodedText.Encode("programme");
    internal static readonly JsonEncodedText ProgrammeDisplayName = JsonEncodedText.Encode("programme_display_name");
    internal static readonly JsonEncodedText LearnMoreUrl = JsonEncodedText.Encode("learn_more_url");
    internal static readonly JsonEncodedText AccountId = JsonEncodedText.Encode("account_id");
    internal static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    internal static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    internal static readonly JsonEncodedText Description = JsonEncodedText.Encode("description");
    internal static readonly JsonEncodedText OccurredAt = JsonEncodedText.Encode("occurred_at");
    internal static readonly JsonEncodedText ExpectedAt = JsonEncodedText.Encode("expected_at");
    internal static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
    internal static readonly JsonEncodedText HasMore = JsonEncodedText.Encode("has_more");
    internal static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    internal static readonly JsonEncodedText ParticipationId = JsonEncodedText.Encode("participation_id");
    internal static readonly JsonEncodedText Event = JsonEncodedText.Encode("event");
    internal static readonly JsonEncodedText MeterAccess = JsonEncodedText.Encode("meter_access");
    internal static readonly JsonEncodedText DwellTimes = JsonEncodedText.Encode("dwell_times");
    internal static readonly JsonEncodedText Actor = JsonEncodedText.Encode("actor");
    internal static readonly JsonEncodedText Note = JsonEncodedText.Encode("note");
    internal static readonly JsonEncodedText Stale = JsonEncodedText.Encode("stale");
    internal static readonly JsonEncodedText Supersedes = JsonEncodedText.Encode("supersedes");
    internal static readonly JsonEncodedText ReasonCode = JsonEncodedText.Encode("reason_code");
    internal static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    internal static readonly JsonEncodedText Visits = JsonEncodedText.Encode("visits");
    internal static readonly JsonEncodedText EarlierVisits = JsonEncodedText.Encode("earlier_visits");
    internal static readonly JsonEncodedText Count = JsonEncodedText.Encode("count");
    internal static readonly JsonEncodedText FirstEntered = JsonEncodedText.Encode("first_entered");
    internal static readonly JsonEncodedText RewardsSettled = JsonEncodedText.Encode("rewards_settled");
    internal static readonly JsonEncodedText NoticePeriodElapsed = JsonEncodedText.Encode("notice_period_elapsed");
    internal static readonly JsonEncodedText TelemetrySeenAt = JsonEncodedText.Encode("telemetry_seen_at");
    internal static readonly JsonEncodedText ConsentedAt = JsonEncodedText.Encode("consented_at");
    internal static readonly JsonEncodedText Trigger = JsonEncodedText.Encode("trigger");
    internal static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    internal static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    internal static readonly JsonEncodedText Permitted = JsonEncodedText.Encode("permitted");
    internal static readonly JsonEncodedText PermittedIn = JsonEncodedText.Encode("permitted_in");
    internal static readonly JsonEncodedText States = JsonEncodedText.Encode("states");
    internal static readonly JsonEncodedText StillThere = JsonEncodedText.Encode("still_there");
    internal static readonly JsonEncodedText DwellTicks = JsonEncodedText.Encode("dwell_ticks");
    internal static readonly JsonEncodedText Specification = JsonEncodedText.Encode("specification");
}
