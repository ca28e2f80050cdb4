using Vpp.Lifecycle.Diagrams;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

public class DiagramEdgesTests
{
    private static readonly IReadOnlyList<DiagramEdge> Edges = DiagramEdges.All();

    [Fact]
    public void Every_rule_that_changes_the_state_is_said_by_exactly_one_arrow_and_nothing_else_is_said()
    {
        List<(ParticipationState, Trigger, string?, ParticipationState)> said = Edges
            .SelectMany(edge => edge.Gathers.SelectMany(from => edge.Rules.Select(rule => (from, rule.Trigger, rule.Guard?.Words, edge.To))))
            .ToList();
        List<(ParticipationState, Trigger, string?, ParticipationState)> rules = LifecycleSpecification.Rules
            .Where(rule => rule.Outcome == Outcome.Transitioned)
            .Select(rule => (rule.From, rule.Trigger, rule.Guard?.Words, rule.To))
            .ToList();

        Assert.Equal(rules.Order(), said.Order());
    }

    [Fact]
    public void Two_states_are_joined_by_one_arrow_however_many_triggers_lead_there()
    {
        Assert.Equal(Edges.Count, Edges.Select(edge => (edge.From, edge.LeavesPhase, edge.To)).Distinct().Count());
        DiagramEdge suspending = Assert.Single(Edges, edge => edge.To == ParticipationState.Suspended);
        Assert.Equal(5, suspending.Rules.Count);
    }

    [Fact]
    public void Failure_is_one_arrow_from_all_of_enrolment_that_is_not_over()
    {
        DiagramEdge failing = Assert.Single(Edges, edge => edge.To == ParticipationState.Failed);

        Assert.True(failing.LeavesPhase);
        Assert.Equal(Enum.GetValues<ParticipationState>()[..8], failing.Gathers);
        Assert.Equal([Trigger.UnrecoverableError, Trigger.TelemetryNeverEstablished, Trigger.ConsentWithheld], failing.Rules.Select(rule => rule.Trigger));
    }

    [Fact]
    public void Leaving_is_one_arrow_from_both_states_of_participation()
    {
        DiagramEdge leaving = Assert.Single(Edges, edge => edge.To == ParticipationState.UnenrolmentRequested);

        Assert.Equal([ParticipationState.Active, ParticipationState.Suspended], leaving.Gathers);
    }
}
