using System.CommandLine;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary><c>replay</c>: an event log in, participations with their timelines out.</summary>
internal static class ReplayCommand
{
    internal static Command Create()
    {
        Argument<string> events = SharedOptions.FileArgument("EVENTS", "The event log, newline-delimited JSON; - for standard input.");
        Option<string> to = SharedOptions.Out();
        Option<string?> rejected = SharedOptions.File<string?>(
            "--rejected", "Where a line goes for each event that was not applied: a file, or - for standard output. [default: nowhere]");
        Option<DateTimeOffset?> asOf = SharedOptions.Time("--as-of", "The time for which telemetry_active is worked out. [default: that of the latest event applied]");
        Option<string?> dwell = SharedOptions.File<string?>(
            "--dwell", "Where it goes how long the participations stayed in each state, as dwell --format json writes it: a file, or -. [default: nowhere]");
        var quiet = new Option<bool>("--quiet") { Description = "No summary and no progress bar." };

        var command = new Command("replay", "Read an event log and write the participations that it makes, with their timelines.")
        {
            events, to, rejected, dwell, asOf, quiet,
        };
        CommandHelp.Extend(command, Epilogue);
        command.SetAction(parsed => new ReplayRun(
            parsed.GetValue(events)!, parsed.GetValue(to)!, parsed.GetValue(rejected), parsed.GetValue(dwell), parsed.GetValue(asOf), parsed.GetValue(quiet)).ToEnd());
        return command;
    }

    private const string Epilogue =
        """
        EVENTS holds one JSON object a line and is of any length, plain or compressed by gzip or Zstandard. A line
        has up to 134,217,728 bytes. A request creates a participation:
          {"participation_id":"vpp_1","occurred_at":"2026-01-31T12:00:00Z","event":"ENROLMENT_REQUESTED",
           "device_id":"dev_1","location_id":"loc_1"}
        and may have live_mode (false when left out), meter_access (NOT_REQUIRED when left out, REQUIRED,
        AVAILABLE), provider_reference_id, provider {id, provider_display_name, logo_url}, programme
        {id, programme_display_name, learn_more_url}, account_id, supersedes and dwell_times {state: duration},
        which date its future. A trigger moves it on:
          {"participation_id":"vpp_1","occurred_at":"2026-01-31T12:05:00Z","event":"CONSENT_REQUESTED"}
        and may have reason_code, stale (a telemetry sighting too old to end a suspension); both may have actor
        and note. Other members are passed over. Times are RFC 3339 with any offset and
        at most 7 fraction digits. Events are applied in the order of the lines, whatever their times.

        Output: one participation resource a line, in the order of the accepted requests.

        --rejected has for each event not applied: line (from 1), participation_id, event, state, code,
        message, permitted. code is the first that holds of
          MALFORMED_JSON         not one JSON object, ill-formed text, a member twice in one object, or too long
          MISSING_MEMBER         a member that the event needs is not there
          UNKNOWN_EVENT          neither ENROLMENT_REQUESTED nor one of the triggers; also null, or no string
          INVALID_VALUE          a member's value is not allowed; null in an optional one counts as absent
          DUPLICATE_REQUEST      the participation was requested before
          UNKNOWN_PARTICIPATION  the participation was not requested before
          NOT_PERMITTED          the participation's state does not permit the trigger
        A line that is not applied changes nothing and stops nothing. Lines of white space are
        skipped, and a byte order mark before any line.

        Exit status: 0 every event applied, 1 some were not, 2 unusable arguments or files, 130 interrupted.

        Examples:
          vpp-lifecycle replay events.ndjson --out participations.ndjson --rejected rejected.ndjson
          vpp-lifecycle replay events.ndjson.zst --as-of 2026-12-31T00:00:00Z | head -1
        """;
}
