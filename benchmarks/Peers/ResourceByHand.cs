using System.Text.Json;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>The resource written as one would by hand for speed: names encoded once, every call in its place.</summary>
internal static class ResourceByHand
{
    private static readonly JsonEncodedText Object = JsonEncodedText.Encode("object");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText ProviderReferenceId = JsonEncodedText.Encode("provider_reference_id");
    private static readonly JsonEncodedText LiveMode = JsonEncodedText.Encode("live_mode");
    private static readonly JsonEncodedText DeviceId = JsonEncodedText.Encode("device_id");
    private static readonly JsonEncodedText LocationId = JsonEncodedText.Encode("location_id");
    private static readonly JsonEncodedText CurrentState = JsonEncodedText.Encode("current_state");
    private static readonly JsonEncodedText ControlActive = JsonEncodedText.Encode("control_active");
    private static readonly JsonEncodedText TelemetryActive = JsonEncodedText.Encode("telemetry_active");
    private static readonly JsonEncodedText SuspensionReasons = JsonEncodedText.Encode("suspension_reasons");
    private static readonly JsonEncodedText ParticipationState = JsonEncodedText.Encode("participation_state");
    private static readonly JsonEncodedText TimeUpdated = JsonEncodedText.Encode("time_updated");
    private static readonly JsonEncodedText TimeCreated = JsonEncodedText.Encode("time_created");
    private static readonly JsonEncodedText Provider = JsonEncodedText.Encode("provider");
    private static readonly JsonEncodedText ProviderDisplayName = JsonEncodedText.Encode("provider_display_name");
    private static readonly JsonEncodedText LogoUrl = JsonEncodedText.Encode("logo_url");
    private static readonly JsonEncodedText Programme = JsonEncodedText.Encode("programme");
    private static readonly JsonEncodedText ProgrammeDisplayName = JsonEncodedText.Encode("programme_display_name");
    private static readonly JsonEncodedText LearnMoreUrl = JsonEncodedText.Encode("learn_more_url");
    private static readonly JsonEncodedText AccountId = JsonEncodedText.Encode("account_id");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Description = JsonEncodedText.Encode("description");
    private static readonly JsonEncodedText OccurredAt = JsonEncodedText.Encode("occurred_at");
    private static readonly JsonEncodedText ExpectedAt = JsonEncodedText.Encode("expected_at");

    internal static void Write(Utf8JsonWriter writer, ResourceDto resource)
    {
        writer.WriteStartObject();
        writer.WriteString(Object, resource.ObjectKind);
        writer.WriteString(Id, resource.Id);
        if (resource.ProviderReferenceId is { } reference)
            writer.WriteString(ProviderReferenceId, reference);
        writer.WriteBoolean(LiveMode, resource.LiveMode);
        writer.WriteString(DeviceId, resource.DeviceId);
        writer.WriteString(LocationId, resource.LocationId);
        writer.WriteString(CurrentState, resource.CurrentState);
        writer.WriteBoolean(ControlActive, resource.ControlActive);
        writer.WriteBoolean(TelemetryActive, resource.TelemetryActive);
        WriteReasons(writer, resource.SuspensionReasons);
        writer.WriteStartArray(ParticipationState);
        foreach (ResourceDto.EntryDto entry in resource.Timeline)
        {
            writer.WriteStartObject();
            writer.WriteString(State, entry.State);
            writer.WriteString(Status, entry.Status);
            writer.WriteString(Description, entry.Description);
            WriteTime(writer, OccurredAt, entry.OccurredAt);
            WriteTime(writer, ExpectedAt, entry.ExpectedAt);
            WriteReasons(writer, entry.SuspensionReasons);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTime(writer, TimeUpdated, resource.TimeUpdated);
        WriteTime(writer, TimeCreated, resource.TimeCreated);
        WriteProgramme(writer, resource);
        writer.WriteEndObject();
    }

    private static void WriteProgramme(Utf8JsonWriter writer, ResourceDto resource)
    {
        if (resource.Provider is { } provider)
        {
            writer.WriteStartObject(Provider);
            writer.WriteString(Id, provider.Id);
            writer.WriteString(ProviderDisplayName, provider.DisplayName);
            if (provider.LogoUrl is { } logo)
                writer.WriteString(LogoUrl, logo);
            writer.WriteEndObject();
        }

        if (resource.Programme is { } programme)
        {
            writer.WriteStartObject(Programme);
            writer.WriteString(Id, programme.Id);
            writer.WriteString(ProgrammeDisplayName, programme.DisplayName);
            if (programme.LearnMoreUrl is { } learnMore)
                writer.WriteString(LearnMoreUrl, learnMore);
            writer.WriteEndObject();
        }

        if (resource.AccountId is { } account)
            writer.WriteString(AccountId, account);
    }

    private static void WriteTime(Utf8JsonWriter writer, JsonEncodedText name, DateTimeOffset? time)
    {
        if (time is { } known)
            writer.WriteString(name, known.UtcDateTime);
        else
            writer.WriteNull(name);
    }

    private static void WriteReasons(Utf8JsonWriter writer, List<string> reasons)
    {
        writer.WriteStartArray(SuspensionReasons);
        foreach (string reason in reasons)
            writer.WriteStringValue(reason);
        writer.WriteEndArray();
    }
}
