using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// A rejected amendment: in which state, why, and where it would have been permitted (R18). Immutable; compares by value; safe to share
/// between threads.
/// </summary>
[JsonConverter(typeof(AmendmentRejectionConverter))]
public sealed record AmendmentRejection
{
    private static readonly IReadOnlyList<ParticipationState> Amendable =
        StateDescriptors.All.Where(state => state.AllowsAmendment).Select(state => state.State).ToList().AsReadOnly();

    internal AmendmentRejection(ParticipationState state) => State = state;

    /// <summary>The state that permits no amendment; the participation is unchanged.</summary>
    public ParticipationState State { get; }

    /// <summary>Why, for programs: stable. TERMINAL_STATE or NO_LONGER_PERMITTED; an amendment never comes too early.</summary>
    public RejectionCode Code => LifecycleSpecification.Describe(State).IsTerminal ? RejectionCode.TerminalState : RejectionCode.NoLongerPermitted;

    /// <summary>The condition that is not met, an English sentence that stands by itself, for people: not stable.</summary>
    public string Reason => ReasonFor("The request");

    /// <summary>The states in which details can be amended, in the order of the states page.</summary>
    public IReadOnlyList<ParticipationState> PermittedIn { get; } = Amendable;

    /// <summary>The whole rejection in one English sentence or two: what was rejected, why, and where it is permitted.</summary>
    public override string ToString() =>
        $"An amendment is not permitted in {State.ToWireName()}: {ReasonFor("the request")} Permitted in: {string.Join(", ", PermittedIn.Select(state => state.ToWireName()))}.";

    private string ReasonFor(string request) =>
        Code == RejectionCode.TerminalState ? $"{State.ToWireName()} is terminal." : $"{request} is finalised.";
}
