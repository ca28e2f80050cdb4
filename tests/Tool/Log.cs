using System.Globalization;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>Lines of an event log, as a test needs them.</summary>
internal static class Log
{
    internal const string Noon = "2026-01-31T12:00:00Z";

    /// <summary>A request; more members may be added, each with a comma before it.</summary>
    internal static string Request(string id, string at = Noon, string more = "") =>
        $$"""{"participation_id":"{{id}}","occurred_at":"{{at}}","event":"ENROLMENT_REQUESTED","device_id":"dev_{{id}}","location_id":"loc_{{id}}"{{more}}}""";

    internal static string Trigger(string id, string trigger, string at = Noon, string more = "") =>
        $$"""{"participation_id":"{{id}}","occurred_at":"{{at}}","event":"{{trigger}}"{{more}}}""";

    internal static string Of(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>A request and the triggers that make it ACTIVE, an hour apart.</summary>
    internal static string[] ActiveFrom(string id, DateTimeOffset at)
    {
        string[] triggers =
        [
            "CONSENT_REQUESTED", "CONSENT_GRANTED", "TELEMETRY_RECEIVED", "CONTROL_CONFIRMED", "ELIGIBILITY_CONFIRMED", "REGISTRATION_CONFIRMED",
            "DEVICE_WENT_LIVE",
        ];
        return [Request(id, Text(at)), .. triggers.Select((trigger, number) => Trigger(id, trigger, Text(at.AddHours(number + 1))))];
    }

    internal static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}
