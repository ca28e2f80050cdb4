using System.Text.RegularExpressions;
using Vpp.Lifecycle.Diagrams;
using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

public class PathHighlightTests
{
    [Fact]
    public void A_state_on_the_path_says_how_and_where_and_one_off_it_says_nothing()
    {
        string dot = LifecycleDiagram.ToDot(Example.TimelineAfter(ConsentRequested, ConsentGranted));

        Assert.Contains("<i>complete: 1</i>", NodeOf(dot, EnrolmentRequested), StringComparison.Ordinal);
        Assert.Contains("<i>complete: 2</i>", NodeOf(dot, AwaitingConsent), StringComparison.Ordinal);
        Assert.Contains("<i>in progress: 3</i>", NodeOf(dot, AwaitingTelemetry), StringComparison.Ordinal);
        Assert.Contains("<i>pending: 4</i>", NodeOf(dot, ConfirmingDispatch), StringComparison.Ordinal);
        Assert.DoesNotContain("<i>pending", NodeOf(dot, AwaitingMeterAccess), StringComparison.Ordinal);
    }

    [Fact]
    public void The_three_statuses_and_what_lies_off_the_path_differ_by_more_than_colour()
    {
        string dot = LifecycleDiagram.ToDot(Example.TimelineAfter(ConsentRequested, ConsentGranted));

        IEnumerable<string> looks = new[] { AwaitingConsent, AwaitingTelemetry, AwaitingEligibility, AwaitingMeterAccess }
            .Select(state => string.Join(' ', Regex.Matches(NodeOf(dot, state), "style=\"[^\"]*\"|penwidth=[0-9.]+").Select(match => match.Value)));

        Assert.Equal(
            ["style=\"filled\" penwidth=2.5", "style=\"filled\" penwidth=4", "style=\"filled,dashed\" penwidth=2", "style=\"filled\" penwidth=0.6"],
            looks);
    }

    [Fact]
    public void Arrows_taken_are_thick_those_expected_dashed_and_the_others_thin()
    {
        string dot = LifecycleDiagram.ToDot(Example.TimelineAfter(ConsentRequested, ConsentGranted));

        Assert.Contains("penwidth=2.5", ArrowOf(dot, AwaitingConsent, AwaitingTelemetry), StringComparison.Ordinal);
        Assert.Contains("style=dashed, penwidth=2", ArrowOf(dot, AwaitingTelemetry, ConfirmingDispatch), StringComparison.Ordinal);
        Assert.Contains("penwidth=0.6", ArrowOf(dot, AwaitingTelemetry, AwaitingMeterAccess), StringComparison.Ordinal);
        Assert.Contains("penwidth=0.6", ArrowOf(dot, Registered, Failed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_takes_the_arrow_that_leaves_all_of_enrolment()
    {
        string dot = LifecycleDiagram.ToDot(Example.TimelineAfter(ConsentRequested, ConsentWithheld));

        Assert.Contains("penwidth=2.5", ArrowOf(dot, Registered, Failed), StringComparison.Ordinal);
        Assert.Contains("<i>in progress: 3</i>", NodeOf(dot, Failed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_visited_again_lists_its_visits_and_the_current_one_its_reasons()
    {
        string dot = LifecycleDiagram.ToDot(Example.TimelineAfter([.. Example.GoingLive, TelemetryLost, TelemetryResumed, OperatorPaused, ConsentLapsed]));

        Assert.Contains("<i>complete: 8, 10</i>", NodeOf(dot, Active), StringComparison.Ordinal);
        Assert.Contains("<i>pending: 12</i>", NodeOf(dot, Active), StringComparison.Ordinal);
        Assert.Contains("<i>complete: 9</i>", NodeOf(dot, Suspended), StringComparison.Ordinal);
        Assert.Contains("<i>in progress: 11 (AWAITING_CONSENT, OPERATOR_REQUEST)</i>", NodeOf(dot, Suspended), StringComparison.Ordinal);
        Assert.Contains("penwidth=4", NodeOf(dot, Suspended), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_visits_are_counted_and_not_listed()
    {
        IEnumerable<Trigger> pauses = Enumerable.Repeat(new[] { CustomerPaused, CustomerResumed }, 6).SelectMany(pair => pair);

        string dot = LifecycleDiagram.ToDot(Example.TimelineAfter([.. Example.GoingLive, .. pauses]));

        Assert.Contains("<i>complete: 6 visits, the last 19</i>", NodeOf(dot, Suspended), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_adds_its_statuses_to_the_legend()
    {
        Assert.Contains("\"legend_IN_PROGRESS\"", LifecycleDiagram.ToDot(Example.TimelineAfter()), StringComparison.Ordinal);
        Assert.DoesNotContain("\"legend_IN_PROGRESS\"", LifecycleDiagram.ToDot(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_timeline_is_an_error()
    {
        Assert.Throws<ArgumentNullException>("timeline", () => LifecycleDiagram.ToDot(null!));
        ArgumentException empty = Assert.Throws<ArgumentException>("timeline", () => LifecycleDiagram.ToDot([]));
        Assert.Contains("at least one entry", empty.Message, StringComparison.Ordinal);
    }

    private static string NodeOf(string dot, ParticipationState state) => StatementOf(dot, $"\"{state.ToWireName()}\" [");

    private static string ArrowOf(string dot, ParticipationState from, ParticipationState to) =>
        StatementOf(dot, $"\"{from.ToWireName()}\" -> \"{to.ToWireName()}\" [");

    private static string StatementOf(string dot, string start) =>
        Assert.Single(DotText.Statements(dot), statement => statement.StartsWith(start, StringComparison.Ordinal));
}
