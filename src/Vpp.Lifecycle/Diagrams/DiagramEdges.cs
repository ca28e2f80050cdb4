namespace Vpp.Lifecycle.Diagrams;

/// <summary>Gathers the rules that change the state into as few arrows as say the same.</summary>
internal static class DiagramEdges
{
    /// <summary>The arrows in the order of the states they leave and reach; those that leave a phase after those of its states.</summary>
    internal static IReadOnlyList<DiagramEdge> All()
    {
        var edges = new List<DiagramEdge>();
        foreach (IGrouping<Phase, StateDescriptor> phase in LifecycleSpecification.States.GroupBy(state => state.Phase))
        {
            List<ParticipationState> left = phase.Where(state => !state.IsTerminal).Select(state => state.State).ToList();
            List<Rule> transitions = LifecycleSpecification.Rules
                .Where(rule => rule.Outcome == Outcome.Transitioned && left.Contains(rule.From))
                .ToList();
            ILookup<bool, Rule> rules = transitions.ToLookup(rule => left.Count > 1 && IsShared(rule, left, transitions));

            edges.AddRange(ByEnds(rules[false], state => [state]));
            edges.AddRange(ByEnds(rules[true].Where(rule => rule.From == left[^1]), _ => left));
        }

        return edges;
    }

    private static bool IsShared(Rule rule, List<ParticipationState> states, List<Rule> transitions) =>
        rule.Guard is null
        && !states.Contains(rule.To)
        && states.TrueForAll(state => transitions.Exists(other =>
            other.From == state && other.Trigger == rule.Trigger && other.To == rule.To && other.Guard is null && other.Effect == rule.Effect));

    private static IEnumerable<DiagramEdge> ByEnds(
        IEnumerable<Rule> rules, Func<ParticipationState, IReadOnlyList<ParticipationState>> gathers) =>
        rules
            .GroupBy(rule => (rule.From, rule.To))
            .OrderBy(ends => ends.Key)
            .Select(ends => new DiagramEdge(
                ends.Key.From, gathers(ends.Key.From), ends.Key.To, ends.OrderBy(rule => rule.Trigger).ToList()));
}
