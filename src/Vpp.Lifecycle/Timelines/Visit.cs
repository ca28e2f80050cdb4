using System.Runtime.InteropServices;

namespace Vpp.Lifecycle;

/// <summary>
/// A state visited: the current one, or one that was left. Each links to the one before it, so that a participation shares its whole
/// past at hand with the value it came from, and one more visit costs the same after a million as after one.
/// </summary>
internal sealed class Visit
{
    internal Visit(Visit? previous, ParticipationState state, long enteredAt, long expectedAt, SuspensionReasonSet reasons)
    {
        Count = previous is null ? 1 : previous.Count + 1;
        State = state;
        EnteredAt = enteredAt;
        ExpectedAt = expectedAt;
        Reasons = reasons;

        // Last, since storing a reference is a call: what comes before it can stay in registers.
        Previous = previous;
    }

    internal Visit? Previous { get; }

    internal long EnteredAt { get; }

    internal long ExpectedAt { get; }

    /// <summary>This visit and all before it that are at hand.</summary>
    internal int Count { get; }

    internal ParticipationState State { get; }

    /// <summary>Every reason that was active at some time during the visit, so far (R12).</summary>
    internal SuspensionReasonSet Reasons { get; }

    /// <summary>The visit once reasons have been active as well; the same where they were already.</summary>
    internal Visit With(SuspensionReasonSet reasons) =>
        Reasons.Union(reasons) is var union && union == Reasons ? this : new Visit(Previous, State, EnteredAt, ExpectedAt, union);

    /// <summary>A visit that goes on and all before it, the first one first, each with how long it lasted.</summary>
    internal static IReadOnlyList<StateVisit> Durations(Visit current)
    {
        var visits = new StateVisit[current.Count];
        visits[^1] = new StateVisit(current.State, dwell: null);
        for (Visit left = current; left.Previous is { } before; left = before)
            visits[before.Count - 1] = new StateVisit(before.State, TimeSpan.FromTicks(left.EnteredAt - before.EnteredAt));
        return ImmutableCollectionsMarshal.AsImmutableArray(visits);
    }

    /// <summary>Whether two visits and all before them are the same; quick from where on they are the same objects.</summary>
    internal static bool SameToTheFirst(Visit? left, Visit? right)
    {
        if (left?.Count != right?.Count)
            return false;
        for (; !ReferenceEquals(left, right); left = left.Previous, right = right.Previous)
        {
            // Equal counts: both end together, and there they are both null.
            if (left!.State != right!.State || left.EnteredAt != right.EnteredAt || left.ExpectedAt != right.ExpectedAt || left.Reasons != right.Reasons)
                return false;
        }

        return true;
    }
}
