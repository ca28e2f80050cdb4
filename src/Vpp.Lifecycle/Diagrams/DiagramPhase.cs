namespace Vpp.Lifecycle.Diagrams;

/// <summary>A phase as diagrams frame it.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="States">Its states, in their order.</param>
/// <param name="Gathered">Those of them that share an arrow, and stand in a frame of their own within the phase.</param>
internal sealed record DiagramPhase(Phase Phase, IReadOnlyList<StateDescriptor> States, IReadOnlyList<StateDescriptor> Gathered)
{
    internal IEnumerable<StateDescriptor> Others => States.Except(Gathered);

    internal bool Contains(ParticipationState state) => States.Any(other => other.State == state);

    internal bool Gathers(ParticipationState state) => Gathered.Any(other => other.State == state);

    internal static IReadOnlyList<DiagramPhase> All(IReadOnlyList<DiagramEdge> edges)
    {
        var gathered = edges.Where(edge => edge.LeavesPhase).SelectMany(edge => edge.Gathers).ToHashSet();
        return LifecycleSpecification.States
            .GroupBy(state => state.Phase)
            .Select(phase => new DiagramPhase(phase.Key, phase.ToList(), phase.Where(state => gathered.Contains(state.State)).ToList()))
            .ToList();
    }

    /// <summary>What a state records or withdraws without being left.</summary>
    internal static IEnumerable<Rule> UpdatesIn(ParticipationState state) =>
        LifecycleSpecification.Rules
            .Where(rule => rule.From == state && rule.Outcome == Outcome.Updated)
            .OrderBy(rule => rule.Trigger);
}
