using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Tool;

public class ReplayTests
{
    [Fact]
    public void Writes_a_resource_for_each_accepted_request_in_the_order_of_the_requests()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_c"),
            Log.Request("vpp_a"),
            Log.Trigger("vpp_c", "CONSENT_REQUESTED"),
            Log.Request("vpp_b", at: "2020-01-01T00:00:00Z"),
            Log.Trigger("vpp_b", "CONSENT_REQUESTED"),
            Log.Trigger("vpp_a", "CONSENT_REQUESTED")));

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Equal(["vpp_c", "vpp_a", "vpp_b"], replayed.Ids);
        Assert.Empty(replayed.Rejected);
        Assert.Empty(replayed.Run.Errors);
    }

    [Fact]
    public void The_resource_has_all_that_the_log_says()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1", "2026-01-31T12:00:00.25+02:00",
                ""","live_mode":true,"meter_access":"REQUIRED","provider_reference_id":"AZ1","account_id":"acc_1","supersedes":"vpp_0","unknown":[{}]"""
                + ""","provider":{"id":"prv_1","provider_display_name":"Café Énergie","logo_url":"https://a.example/l.png","more":1}"""
                + ""","programme":{"programme_display_name":"","id":"vpr_1","learn_more_url":null}"""),
            Log.Trigger("vpp_1", "CONSENT_REQUESTED", "2026-01-31T10:05:00Z", ""","actor":"us","note":"ask \u00e9 again","device_id":5"""),
            Log.Trigger("vpp_1", "CONSENT_GRANTED", "2026-01-31T11:00:00Z"),
            Log.Trigger("vpp_1", "TELEMETRY_RECEIVED", "2026-01-31T11:30:00Z")));

        Assert.Equal(0, replayed.ExitStatus);
        JsonElement resource = Assert.Single(replayed.Resources);
        Assert.Equal("vpp_1", resource.GetProperty("id").GetString());
        Assert.Equal("dev_vpp_1", resource.GetProperty("device_id").GetString());
        Assert.Equal("loc_vpp_1", resource.GetProperty("location_id").GetString());
        Assert.True(resource.GetProperty("live_mode").GetBoolean());
        Assert.Equal("AZ1", resource.GetProperty("provider_reference_id").GetString());
        Assert.Equal("acc_1", resource.GetProperty("account_id").GetString());
        Assert.Equal("""{"id":"prv_1","provider_display_name":"Café Énergie","logo_url":"https://a.example/l.png"}""", resource.GetProperty("provider").GetRawText());
        Assert.Equal("""{"id":"vpr_1","programme_display_name":""}""", resource.GetProperty("programme").GetRawText());
        Assert.Equal("2026-01-31T10:00:00.25Z", resource.GetProperty("time_created").GetString());
        Assert.Equal("2026-01-31T11:30:00Z", resource.GetProperty("time_updated").GetString());
        Assert.Equal("AWAITING_METER_ACCESS", resource.GetProperty("current_state").GetString());
        Assert.Equal(
            ["ENROLMENT_REQUESTED COMPLETE", "AWAITING_CONSENT COMPLETE", "AWAITING_TELEMETRY COMPLETE", "AWAITING_METER_ACCESS IN_PROGRESS"],
            Timeline(resource).Take(4));
    }

    [Fact]
    public void Optional_members_that_are_null_count_as_absent()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1", more: ""","live_mode":null,"meter_access":null,"provider_reference_id":null,"provider":null,"programme":null,"account_id":null,"supersedes":null"""),
            Log.Trigger("vpp_1", "CONSENT_REQUESTED", more: ""","actor":null,"note":null""")));

        Assert.Equal(0, replayed.ExitStatus);
        JsonElement resource = Assert.Single(replayed.Resources);
        Assert.False(resource.GetProperty("live_mode").GetBoolean());
        Assert.False(resource.TryGetProperty("provider", out _));
        Assert.Equal("AWAITING_CONSENT", resource.GetProperty("current_state").GetString());
    }

    [Fact]
    public void Events_are_applied_in_the_order_of_the_lines_whatever_their_times()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1", "2026-01-31T12:00:00Z"),
            Log.Trigger("vpp_1", "CONSENT_REQUESTED", "2026-01-30T12:00:00Z")));

        JsonElement resource = Assert.Single(replayed.Resources);
        Assert.Equal("AWAITING_CONSENT", resource.GetProperty("current_state").GetString());
        Assert.Equal("2026-01-30T12:00:00Z", resource.GetProperty("participation_state")[1].GetProperty("occurred_at").GetString());
        Assert.Equal("2026-01-31T12:00:00Z", resource.GetProperty("time_updated").GetString());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("2026-02-02T03:00:00Z", true)]
    [InlineData("2026-02-02T05:00:00+02:00", true)]
    [InlineData("2026-02-02T03:00:00.0000001Z", false)]
    [InlineData("2030-01-01T00:00:00Z", false)]
    public void Telemetry_active_is_told_for_the_time_given_and_else_for_the_latest_event_applied(string? asOf, bool expected)
    {
        // Telemetry is seen at 03:00 on the first; a day later it is still active, and not a tick longer.
        string log = Log.Of(Log.ActiveFrom("vpp_1", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)));

        Replayed replayed = Replayed.From(log, asOf is null ? [] : ["--as-of", asOf]);

        Assert.Equal(expected, Assert.Single(replayed.Resources).GetProperty("telemetry_active").GetBoolean());
        Assert.True(replayed.Resources[0].GetProperty("control_active").GetBoolean());
    }

    [Fact]
    public void The_default_time_is_that_of_the_latest_event_applied_to_any_participation_and_no_refused_one_moves_it()
    {
        string[] active = Log.ActiveFrom("vpp_1", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

        Replayed refusedLater = Replayed.From(Log.Of([.. active, Log.Trigger("vpp_1", "SITE_DELETED", "2026-03-01T00:00:00Z")]));
        Replayed ignoredLater = Replayed.From(Log.Of([.. active, Log.Trigger("vpp_1", "OPERATOR_RESUMED", "2026-03-01T00:00:00Z")]));
        Replayed anotherLater = Replayed.From(Log.Of([.. active, Log.Request("vpp_2", "2026-03-01T00:00:00Z"), Log.Request("vpp_3", "2026-01-01T00:00:00Z")]));

        Assert.True(refusedLater.Resources[0].GetProperty("telemetry_active").GetBoolean());
        Assert.False(ignoredLater.Resources[0].GetProperty("telemetry_active").GetBoolean());
        Assert.False(anotherLater.Resources[0].GetProperty("telemetry_active").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \t \n")]
    [InlineData("\uFEFF")]
    public void A_log_without_events_makes_nothing(string log)
    {
        Replayed replayed = Replayed.From(log);

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Empty(replayed.Run.Output);
        Assert.Empty(replayed.Rejected);
    }

    [Theory]
    [InlineData("\n", true, false)]
    [InlineData("\n", false, false)]
    [InlineData("\r\n", true, false)]
    [InlineData("\r\n", false, true)]
    [InlineData("\n", true, true)]
    public void Line_ends_a_byte_order_mark_and_a_missing_final_newline_make_no_difference(string lineEnd, bool endsWithLineEnd, bool hasMark)
    {
        string[] lines = [Log.Request("vpp_1"), Log.Request("vpp_2"), Log.Trigger("vpp_1", "CONSENT_REQUESTED")];
        string log = (hasMark ? "\uFEFF" : "") + string.Join(lineEnd, lines) + (endsWithLineEnd ? lineEnd : "");

        Replayed replayed = Replayed.From(log);

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Equal(["AWAITING_CONSENT", "ENROLMENT_REQUESTED"], replayed.Resources.Select(resource => resource.GetProperty("current_state").GetString()));
    }

    [Fact]
    public void Blank_lines_are_skipped_and_counted()
    {
        Replayed replayed = Replayed.From(Log.Of("", Log.Request("vpp_1"), "  \t", "\r", "no JSON", "", "null"));

        Assert.Equal(1, replayed.ExitStatus);
        Assert.Equal([5, 7], replayed.Rejected.Select(line => line.GetProperty("line").GetInt64()));
        Assert.Equal(["vpp_1"], replayed.Ids);
    }

    [Fact]
    public void Files_with_byte_order_marks_may_be_joined()
    {
        Replayed replayed = Replayed.From("\uFEFF" + Log.Of(Log.Request("vpp_1"), "\uFEFF" + Log.Request("vpp_2"), "\uFEFF\uFEFF" + Log.Trigger("vpp_1", "CONSENT_REQUESTED"), "\uFEFF"));

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Equal(["vpp_1", "vpp_2"], replayed.Ids);
    }

    [Fact]
    public void Dwell_times_of_a_request_date_its_future()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1", more: ""","dwell_times":{"ENROLMENT_REQUESTED":"1.00:00:00","AWAITING_CONSENT":"00:30:00"}"""),
            Log.Trigger("vpp_1", "CONSENT_REQUESTED"),
            Log.Request("vpp_2", more: ""","dwell_times":{"ACTIVE":"soon"}""")));

        JsonElement timeline = Assert.Single(replayed.Resources).GetProperty("participation_state");
        Assert.Equal("2026-02-01T12:00:00Z", timeline[1].GetProperty("expected_at").GetString());
        Assert.Equal("2026-01-31T12:30:00Z", timeline[2].GetProperty("expected_at").GetString());
        Assert.Equal("INVALID_VALUE", Assert.Single(replayed.Codes));
        Assert.Equal(
            "dwell_times.ACTIVE: \"soon\" is not allowed. Allowed: a duration of zero or more, [d.]hh:mm:ss[.fffffff].",
            replayed.Rejected[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_simulated_log_gives_what_each_participation_gives_by_itself(bool hasFaults)
    {
        using var directory = new ScratchDirectory();
        string file = directory.File("events.ndjson");
        ToolRun.Of(["simulate", "--participations", "400", "--out", file, .. hasFaults ? ["--faults"] : Array.Empty<string>()]);
        byte[] log = File.ReadAllBytes(file);
        var expected = new Dictionary<string, Participation>(StringComparer.Ordinal);
        DateTimeOffset latest = default;
        foreach (Range line in log.AsSpan().Split((byte)'\n'))
        {
            if (Apply(log.AsSpan()[line], expected) is { } at && at > latest)
                latest = at;
        }

        Replayed replayed = Replayed.From(log);

        Assert.Equal(hasFaults, replayed.Rejected.Length > 0);
        Assert.Equal(string.Concat(expected.Values.Select(participation => ParticipationResource.From(participation, latest).ToJson() + "\n")), replayed.Run.Output);
    }

    [Fact]
    public void Lines_may_be_of_any_length()
    {
        string longNote = new('é', 3_000_000);
        string longId = "vpp_" + new string('7', 1_000_000);
        string manyMembers = string.Concat(Enumerable.Range(0, 100_000).Select(number => $",\"member {number}\":[]"));

        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1", more: manyMembers),
            Log.Trigger("vpp_1", "CONSENT_REQUESTED", more: $",\"note\":\"{longNote}\""),
            Log.Request(longId),
            new string('x', 1_100_000),
            Log.Trigger(longId, "CONSENT_REQUESTED"),
            Log.Trigger("vpp_1", "CONSENT_GRANTED")));

        Assert.Equal(["MALFORMED_JSON"], replayed.Codes);
        Assert.Equal(["vpp_1", longId], replayed.Ids);
        Assert.Equal(["AWAITING_TELEMETRY", "AWAITING_CONSENT"], replayed.Resources.Select(resource => resource.GetProperty("current_state").GetString()));
    }

    [Fact]
    public void Nothing_is_lost_where_lines_and_blocks_do_not_end_together()
    {
        var log = new StringBuilder();
        for (int number = 0; number < 20_000; number++)
        {
            log.Append(Log.Request($"vpp_{number}", more: $",\"padding\":\"{new string('-', number % 301)}\"")).Append('\n');
            if (number % 3 == 0)
                log.Append(Log.Trigger($"vpp_{number}", "CONSENT_REQUESTED")).Append('\n');
        }

        Replayed replayed = Replayed.From(log.ToString());

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(number => $"vpp_{number}"), replayed.Ids);
        Assert.Equal(6_667, replayed.Resources.Count(resource => resource.GetProperty("current_state").GetString() == "AWAITING_CONSENT"));
    }

    [Fact]
    public void Names_and_values_may_be_written_with_escapes()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1"),
            """{"participat\u0069on_id":"vpp\u005f1","occurred_at":"2026-01-31T12:0\u0030:00Z","event":"CONSENT\u005FREQUESTED"}""",
            """{"participation_id":"vpp_\"\\\/\ud83d\ude00","occurred_at":"2026-01-31T12:00:00Z","event":"ENROLMENT_REQUESTED","device_id":"\u0064","location_id":"l"}"""));

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Equal("AWAITING_CONSENT", replayed.Resources[0].GetProperty("current_state").GetString());
        Assert.Equal("vpp_\"\\/😀", replayed.Resources[1].GetProperty("id").GetString());
        Assert.Equal("d", replayed.Resources[1].GetProperty("device_id").GetString());
        Assert.Contains("\"vpp_\\\"\\\\/😀\"", replayed.Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_mean_nothing_may_be_nested_as_deep_as_they_like()
    {
        string deep = $",\"deep\":{new string('[', 100_000)}{new string(']', 100_000)}";

        Replayed replayed = Replayed.From(Log.Of(Log.Request("vpp_1", more: deep), Log.Request("vpp_2", more: deep[..^1])));

        Assert.Equal(["vpp_1"], replayed.Ids);
        Assert.Equal(["MALFORMED_JSON"], replayed.Codes);
    }

    [Fact]
    public void The_summary_counts_everything()
    {
        ToolRun run = ToolRun.Reading(
            Log.Of(
                Log.Request("vpp_1"), Log.Request("vpp_2"), Log.Trigger("vpp_1", "CONSENT_REQUESTED"), Log.Trigger("vpp_1", "TELEMETRY_RECEIVED"), "{}", "?",
                Log.Trigger("vpp_2", "SITE_DELETED")),
            "replay", "-");

        Assert.Equal(1, run.ExitStatus);
        Dictionary<string, string> counts = run.Errors.Split('\n')
            .Select(line => line.Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 2)
            .ToDictionary(cells => cells[0], cells => cells[1]);
        Assert.Equal("7", counts["Events"]);
        Assert.Equal("2", counts["requests accepted"]);
        Assert.Equal("1", counts["TRANSITIONED"]);
        Assert.Equal("0", counts["UPDATED"]);
        Assert.Equal("1", counts["IGNORED"]);
        Assert.Equal("3", counts["not applied"]);
        Assert.Equal("1", counts["MALFORMED_JSON"]);
        Assert.Equal("1", counts["MISSING_MEMBER"]);
        Assert.Equal("1", counts["NOT_PERMITTED"]);
        Assert.Equal("2", counts["Participations"]);
        Assert.Equal("1", counts["AWAITING_CONSENT"]);
        Assert.Equal("1", counts["ENROLMENT_REQUESTED"]);
        Assert.Contains("Elapsed", counts.Keys);
        Assert.Contains("Events per second", counts.Keys);
    }

    /// <summary>Applies a line as a host would; null when it is not applied.</summary>
    private static DateTimeOffset? Apply(ReadOnlySpan<byte> line, Dictionary<string, Participation> participations)
    {
        ParticipationEvent happened;
        try
        {
            happened = ParticipationEventJson.Parse(line);
        }
        catch (LifecycleJsonException)
        {
            return null;
        }

        switch (happened)
        {
            case ParticipationRequested requested:
                bool isNew = participations.TryAdd(requested.ParticipationId, Participation.Replay(requested, []));
                return isNew ? requested.OccurredAt : null;
            case TriggerFired fired when participations.TryGetValue(fired.ParticipationId, out Participation? before):
                if (before.Apply(fired.Trigger, fired.OccurredAt).Accepted is not { } accepted)
                    return null;
                participations[fired.ParticipationId] = accepted.Participation;
                return fired.OccurredAt;
            default:
                return null;
        }
    }

    private static IEnumerable<string> Timeline(JsonElement resource) =>
        resource.GetProperty("participation_state").EnumerateArray()
            .Select(entry => $"{entry.GetProperty("state").GetString()} {entry.GetProperty("status").GetString()}");
}
