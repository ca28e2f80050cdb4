using Stateless.Graph;
using Stateless.Reflection;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge;

/// <summary>What Stateless's own reflection and exports say of the lifecycle.</summary>
public class ExportTests
{
    private static readonly StateMachineInfo Machine = LifecycleStateMachine.Create(() => default, (_, _) => { }).GetInfo();

    [Fact]
    public void Reflection_lists_the_sixteen_states() =>
        Assert.Equal(
            LifecycleSpecification.States.Select(state => state.State).Order(),
            Machine.States.Select(state => (ParticipationState)state.UnderlyingState).Order());

    [Fact]
    public void Reflection_lists_every_transition_and_update_with_the_words_of_its_guard() =>
        Assert.Equal(
            LifecycleSpecification.Rules.Where(rule => rule.Outcome != Outcome.Ignored).Select(rule => (rule.From, rule.Trigger, rule.To, rule.Guard?.Words)).Order(),
            (from state in Machine.States
             from transition in state.FixedTransitions
             select (
                (ParticipationState)state.UnderlyingState,
                (Trigger)transition.Trigger.UnderlyingTrigger,
                (ParticipationState)transition.DestinationState.UnderlyingState,
                transition.GuardConditionsMethodDescriptions.SingleOrDefault()?.Description)).Order());

    [Fact]
    public void Reflection_lists_every_ignored_trigger() =>
        Assert.Equal(
            LifecycleSpecification.Rules.Where(rule => rule.Outcome == Outcome.Ignored).Select(rule => (rule.From, rule.Trigger)).Order(),
            (from state in Machine.States
             from ignored in state.IgnoredTriggers
             select ((ParticipationState)state.UnderlyingState, (Trigger)ignored.Trigger.UnderlyingTrigger)).Order());

    [Fact]
    public void The_dot_export_draws_every_transition()
    {
        string dot = UmlDotGraph.Format(Machine);
        foreach (Rule rule in LifecycleSpecification.Rules.Where(rule => rule.Outcome == Outcome.Transitioned))
            Assert.Contains(dot.Split('\n'), line => line.StartsWith($"\"{rule.From}\" -> \"{rule.To}\"", StringComparison.Ordinal) && line.Contains(Label(rule), StringComparison.Ordinal));
    }

    [Fact]
    public void The_mermaid_export_draws_every_transition()
    {
        string mermaid = MermaidGraph.Format(Machine);
        foreach (Rule rule in LifecycleSpecification.Rules.Where(rule => rule.Outcome == Outcome.Transitioned))
            Assert.Contains(mermaid.Split('\n'), line => line.Contains($"{rule.From} --> {rule.To} : {Label(rule)}", StringComparison.Ordinal));
    }

    private static string Label(Rule rule) => rule.Guard is null ? $"{rule.Trigger}" : $"{rule.Trigger} [{rule.Guard.Words}]";
}
