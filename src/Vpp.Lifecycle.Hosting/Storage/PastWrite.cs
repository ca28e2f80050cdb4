namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A participation as it was after a write.</summary>
/// <param name="Participation">With its latest visits as of then.</param>
/// <param name="EarlierVisits">How many there were before those.</param>
/// <param name="Transitions">What the write's own triggers did.</param>
internal sealed record PastWrite(Participation Participation, long EarlierVisits, IReadOnlyList<Transition> Transitions);
