using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public class PromelaExportTests
{
    private static readonly string Model = PromelaExport.Write();
    private static readonly string[] Lines = Model.Split('\n');

    [Fact]
    public void The_same_text_comes_every_time_and_ends_its_lines_with_a_line_feed()
    {
        Assert.Equal(Model, PromelaExport.Write());
        Assert.EndsWith("\n", Model, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Model);
        Assert.All(Lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.True(Model.All(char.IsAscii), "Spin reads bytes.");
    }

    [Fact]
    public void Each_rule_is_exactly_one_option_and_those_that_change_nothing_are_optional()
    {
        List<string> options = Lines.Where(line => line.StartsWith("  :: d_step", StringComparison.Ordinal)).ToList();
        int firstIgnored = Array.IndexOf(Lines, "#ifdef IGNORED");

        Assert.Equal(LifecycleSpecification.Rules.Count, options.Count);
        foreach (Rule rule in LifecycleSpecification.Rules)
        {
            string option = Assert.Single(options, option =>
                option.StartsWith($"  :: d_step {{ state == {rule.From.ToWireName()}{Guard(rule)} -> fire({rule.Trigger.ToWireName()});", StringComparison.Ordinal));
            Assert.Equal(rule.Outcome == Outcome.Transitioned, option.EndsWith($" enter_{rule.To.ToWireName()}(); }}", StringComparison.Ordinal));
            foreach (FactName fact in FactName.All)
            {
                Assert.Equal((rule.Effect.Records & fact.Fact) != 0, option.Contains($" {fact.Identifier} = true;", StringComparison.Ordinal));
                Assert.Equal((rule.Effect.Withdraws & fact.Fact) != 0, option.Contains($" {fact.Identifier} = false;", StringComparison.Ordinal));
            }

            Assert.Equal(rule.Outcome == Outcome.Ignored, Array.IndexOf(Lines, option) > firstIgnored);
        }
    }

    [Fact]
    public void Only_terminal_states_may_end()
    {
        Assert.Equal(
            ["  :: state == INELIGIBLE -> break", "  :: state == OFFBOARDED -> break", "  :: state == FAILED -> break"],
            Lines.Where(line => line.EndsWith("-> break", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_observer_knows_the_triggers_of_a_reason_from_its_descriptor()
    {
        Assert.Contains("  :: what == TELEMETRY_LOST -> observed_awaiting_telemetry = true", Lines);
        Assert.Contains("  :: what == TELEMETRY_RECEIVED || what == TELEMETRY_RESUMED -> observed_awaiting_telemetry = false", Lines);
        Assert.Contains("  :: what == CONSENT_RENEWED -> observed_awaiting_consent = false", Lines);
    }

    [Fact]
    public void Every_invariant_is_a_claim()
    {
        Assert.Equal(
            [
                "control_active_exactly_in_active",
                "reasons_exactly_in_suspended",
                "terminal_states_are_absorbing",
                "failed_only_out_of_enrolment",
                "no_way_back_from_unenrolment",
                "active_only_when_every_reason_has_cleared",
                "reasons_are_those_raised_and_not_cleared",
            ],
            Lines.Where(line => line.StartsWith("ltl ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]));
        Assert.Contains("ltl control_active_exactly_in_active { [] (control_active <-> (state == ACTIVE)) }", Lines);
    }

    private static string Guard(Rule rule) => rule.Guard is null ? "" : $" && {GuardExpression.Of(rule.Guard)}";
}
