namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A participation as it was after a write.</summary>
/// <param name="Participation">With its latest visits as of then.</param>
/// <param name="Transitions">What the write's own triggers did.</param>
internal sealed record PastWrite(Participation Participation, IReadOnlyList<Transition> Transitions);
