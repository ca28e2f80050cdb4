namespace Vpp.Lifecycle.Hosting;

/// <summary>The request was accepted; on return it is on the disk. Immutable; safe to share between threads.</summary>
/// <param name="Stored">The participation as it is stored now.</param>
/// <param name="Outcome">
/// What the request did: of one trigger its outcome; of several the strongest, TRANSITIONED before UPDATED before IGNORED; of an amendment UPDATED, or IGNORED
/// when nothing differs; of a creation TRANSITIONED.
/// </param>
/// <param name="Transitions">What was applied, in order, with the deadlines that fell due before and after (R28); empty for a creation or an amendment.</param>
public sealed record AcceptedChange(StoredParticipation Stored, Outcome Outcome, IReadOnlyList<Transition> Transitions);
