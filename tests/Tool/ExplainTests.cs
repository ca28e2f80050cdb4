using System.Text.Json;
using Vpp.Lifecycle.Tool;
using Vpp.Lifecycle.Tool.Explaining;

namespace Vpp.Lifecycle.Tests.Tool;

public sealed class ExplainTests
{
    [Fact]
    public void A_suspended_participation_is_explained_for_people_in_80_columns()
    {
        ToolRun run = ToolRun.Of("explain", "SUSPENDED", "--reasons", "AWAITING_CONSENT,OPERATOR_REQUEST");

        Assert.Equal(0, run.ExitStatus);
        Assert.Empty(run.Errors);
        string[] lines = run.Output.Split('\n');
        Assert.Equal("SUSPENDED (AWAITING_CONSENT, OPERATOR_REQUEST)", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("  CONSENT_RENEWED    UPDATED        SUSPENDED (OPERATOR_REQUEST)", lines);
        Assert.Contains("  LEAVE_REQUESTED    TRANSITIONED   UNENROLMENT_REQUESTED", lines);
        Assert.Contains("  TELEMETRY_RECEIVED   R7 Heartbeats", lines);
        Assert.Contains("  DEVICE_WENT_LIVE              needs REGISTERED, which cannot be reached any", lines);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public void The_four_lists_come_in_order_and_say_when_they_are_empty()
    {
        string[] lines = ToolRun.Of("explain", "failed").Output.Split('\n');
        int waitsFor = Array.IndexOf(lines, "Waits for");
        int permitted = Array.IndexOf(lines, "Permitted");
        int ignored = Array.IndexOf(lines, "Ignored: nothing to change");
        int rejected = Array.IndexOf(lines, "Rejected");

        Assert.Equal("FAILED", lines[0]);
        Assert.True(waitsFor > 0 && waitsFor < permitted && permitted < ignored && ignored < rejected);
        Assert.Equal("  none", lines[waitsFor + 1]);
        Assert.Equal("  none", lines[permitted + 1]);
        Assert.Equal("  none", lines[ignored + 1]);
        Assert.Contains("  CONSENT_REQUESTED             FAILED is terminal.", lines);
    }

    [Fact]
    public void Who_is_to_act_is_said_of_each_reason_with_what_the_customer_reads()
    {
        ToolRun run = ToolRun.Of("explain", "SUSPENDED", "--reasons", "AWAITING_CONSENT,OPERATOR_REQUEST", "--format", "json");
        JsonElement actions = JsonDocument.Parse(run.Output).RootElement.GetProperty("next_actions");

        Assert.Equal(
            ["RENEW_CONSENT CUSTOMER CONSENT_RENEWED AWAITING_CONSENT", "LIFT_OPERATOR_PAUSE OPERATOR OPERATOR_RESUMED OPERATOR_REQUEST"],
            actions.EnumerateArray().Select(action =>
                $"{action.GetProperty("code")} {action.GetProperty("party")} {action.GetProperty("trigger")} {action.GetProperty("reason")}"));
        string[] lines = ToolRun.Of("explain", "AWAITING_CONSENT", "--meter-access", "REQUIRED").Output.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("  CONSENT_GRANTED        CUSTOMER   We need your permission to control your", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  METER_ACCESS_GRANTED   CUSTOMER   ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_is_shown_step_by_step()
    {
        ToolRun run = ToolRun.Of("explain", "AWAITING_TELEMETRY", "--meter-access", "REQUIRED", "--to", "CONFIRMING_DISPATCH");

        Assert.Equal(0, run.ExitStatus);
        Assert.Contains(
            """
            Shortest path to CONFIRMING_DISPATCH

                  Trigger                Leads to
            ────────────────────────────────────────────────────
              1   TELEMETRY_RECEIVED     AWAITING_METER_ACCESS
              2   METER_ACCESS_GRANTED   CONFIRMING_DISPATCH

            """,
            run.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Rejected", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void A_state_that_cannot_be_reached_ends_with_one(string format)
    {
        ToolRun run = ToolRun.Of("explain", "ACTIVE", "--to", "REGISTERED", "--format", format);

        Assert.Equal(1, run.ExitStatus);
        Assert.Contains(format == "text" ? "No path: REGISTERED cannot be reached from here." : "\"path\":null", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Being_there_already_is_a_path_of_no_steps()
    {
        ToolRun run = ToolRun.Of("explain", "ACTIVE", "--to", "ACTIVE");

        Assert.Equal(0, run.ExitStatus);
        Assert.EndsWith("\n\nAlready in ACTIVE.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_tells_programs_the_same()
    {
        ToolRun run = ToolRun.Of("explain", "WINDING_DOWN", "--recorded", "REWARDS_SETTLED", "--to", "OFFBOARDED", "--format", "json");
        JsonElement explanation = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(0, run.ExitStatus);
        Assert.Equal(["configuration", "next_actions", "permitted", "ignored", "rejected", "target", "path"], explanation.EnumerateObject().Select(member => member.Name));
        Assert.Equal(46, explanation.GetProperty("configuration").GetProperty("code").GetInt32());
        Assert.Equal(
            """[{"code":"SERVE_OUT_NOTICE","party":"HOST","trigger":"NOTICE_PERIOD_ELAPSED","message":"We’re wrapping things up. Your device is no longer joining new events and any outstanding rewards are being settled.","reason":null}]""",
            explanation.GetProperty("next_actions").GetRawText());
        Assert.Equal(
            """{"trigger":"NOTICE_PERIOD_ELAPSED","outcome":"TRANSITIONED","to":{"code":48,"state":"UNENROLLED","meter_access_outstanding":false,"suspension_reasons":[],"rewards_settled":false,"notice_period_elapsed":false,"pending":[]},"source":"states page, row WINDING_DOWN / rewards settled, notice period elapsed"}""",
            Assert.Single(explanation.GetProperty("permitted").EnumerateArray()).GetRawText());
        Assert.Equal(
            ["TELEMETRY_RECEIVED R7", "REWARDS_SETTLED R5"],
            explanation.GetProperty("ignored").EnumerateArray().Select(step => $"{step.GetProperty("trigger")} {step.GetProperty("source")}"));
        Assert.Contains(
            """{"trigger":"SITE_DELETED","code":"NOT_YET_PERMITTED","reason":"SITE_DELETED needs UNENROLLED, which has not been reached yet."}""",
            explanation.GetProperty("rejected").EnumerateArray().Select(rejection => rejection.GetRawText()));
        Assert.Equal("OFFBOARDED", explanation.GetProperty("target").GetString());
        Assert.Equal(["NOTICE_PERIOD_ELAPSED", "SITE_DELETED"], explanation.GetProperty("path").EnumerateArray().Select(step => step.GetProperty("trigger").GetString()));
    }

    [Theory]
    [InlineData("STATE: 'HAPPY' is not a state. Allowed: ENROLMENT_REQUESTED,", "HAPPY")]
    [InlineData("SUSPENDED has at least one suspension reason", "SUSPENDED")]
    [InlineData("--reasons OPERATOR_REQUEST: ACTIVE has no suspension reasons", "ACTIVE", "--reasons", "OPERATOR_REQUEST")]
    [InlineData("'SUNSHINE' is not a suspension reason. Allowed: AWAITING_TELEMETRY,", "SUSPENDED", "--reasons", "OPERATOR_REQUEST,SUNSHINE")]
    [InlineData("'' is not a suspension reason", "SUSPENDED", "--reasons", "OPERATOR_REQUEST,")]
    [InlineData("in ACTIVE it is never outstanding", "ACTIVE", "--meter-access", "REQUIRED")]
    [InlineData("in AWAITING_METER_ACCESS it is always outstanding", "AWAITING_METER_ACCESS", "--meter-access", "AVAILABLE")]
    [InlineData("'MAYBE' is not a meter access. Allowed: NOT_REQUIRED, REQUIRED, AVAILABLE.", "ACTIVE", "--meter-access", "MAYBE")]
    [InlineData("--recorded REWARDS_SETTLED: nothing is recorded in ACTIVE. Allowed: with WINDING_DOWN only.", "ACTIVE", "--recorded", "REWARDS_SETTLED")]
    [InlineData("'ALL' is not a fact that is recorded", "WINDING_DOWN", "--recorded", "ALL")]
    public void What_never_occurs_is_refused_with_what_is_allowed(string message, string state, params string[] options)
    {
        UnusableException rejected = Assert.Throws<UnusableException>(() => ExplainedConfiguration.Of(state, Option("--reasons"), Option("--meter-access"), Option("--recorded")));
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);

        string? Option(string name) => Array.IndexOf(options, name) is var index and >= 0 ? options[index + 1] : null;
    }

    [Fact]
    public void Such_a_rejection_ends_with_two()
    {
        ToolRun run = ToolRun.Of("explain", "ACTIVE", "--to", "NOWHERE");

        Assert.Equal(2, run.ExitStatus);
        Assert.Empty(run.Output);
        Assert.StartsWith("vpp-lifecycle: --to: 'NOWHERE' is not a state. Allowed: ENROLMENT_REQUESTED,", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_is_needed()
    {
        Assert.Equal(2, ToolRun.Of("explain").ExitStatus);
    }

    [Fact]
    public void Each_of_the_51_configurations_can_be_asked_for()
    {
        Assert.All(Configuration.All, configuration => Assert.Equal(configuration, ExplainedConfiguration.Of(
            configuration.State.ToWireName(),
            configuration.SuspensionReasons.IsEmpty ? null : $"{configuration.SuspensionReasons}",
            configuration.MeterAccessOutstanding ? "REQUIRED" : null,
            configuration.RewardsSettled ? "REWARDS_SETTLED" : configuration.NoticePeriodElapsed ? "NOTICE_PERIOD_ELAPSED" : null)));
    }

    [Fact]
    public void An_old_name_of_a_state_is_understood()
    {
        Assert.Equal(ParticipationState.AwaitingEligibility, ExplainedConfiguration.Of("CHECKING_ELIGIBILITY", null, null, null).State);
    }

    [Fact]
    public void Every_trigger_is_in_exactly_one_list()
    {
        Assert.All(Configuration.All, configuration =>
        {
            var explanation = new Explanation(configuration, target: null);
            Trigger[] all = [.. explanation.Permitted.Concat(explanation.Ignored).Select(step => step.Trigger), .. explanation.Rejected.Select(rejection => rejection.Trigger)];
            Assert.Equal(28, all.Length);
            Assert.Equal(28, all.Distinct().Count());
        });
    }

    [Fact]
    public void No_explanation_is_wider_than_it_may_be()
    {
        Assert.All(Configuration.All, configuration => Assert.All(
            ExplanationText.Write(new Explanation(configuration, target: null), width: 80).Split('\n'), line => Assert.InRange(line.Length, 0, 80)));
    }

    [Fact]
    public void On_a_narrow_terminal_the_reason_stands_below_the_triggers()
    {
        Configuration active = Configuration.All.Single(configuration => configuration.State == ParticipationState.Active);

        string[] lines = ExplanationText.Write(new Explanation(active, target: null), width: 40).Split('\n');

        int index = Array.IndexOf(lines, "  ELIGIBILITY_CONFIRMED");
        Assert.Equal("  ELIGIBILITY_DENIED", lines[index + 1]);
        Assert.StartsWith("    ", lines[index + 2], StringComparison.Ordinal);
        Assert.Contains("AWAITING_ELIGIBILITY", string.Concat(lines[(index + 2)..(index + 5)]), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 40));
    }
}
