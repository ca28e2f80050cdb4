namespace Vpp.Lifecycle.Diagrams;

/// <summary>
/// One arrow: every rule that leads from one state to another, or, where all states of a phase that can be left share them, from
/// the phase as a whole.
/// </summary>
/// <param name="From">The state it leaves; one of several when the arrow leaves a phase.</param>
/// <param name="Gathers">The states it stands for; just <paramref name="From"/> when it leaves a single state.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="Rules">What it says, one line each: the rules of <paramref name="From"/>.</param>
internal sealed record DiagramEdge(
    ParticipationState From, IReadOnlyList<ParticipationState> Gathers, ParticipationState To, IReadOnlyList<Rule> Rules)
{
    internal bool LeavesPhase => Gathers.Count > 1;
}
