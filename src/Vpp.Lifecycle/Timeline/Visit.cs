namespace Vpp.Lifecycle;

/// <summary>
/// A state visited and left. Each links to the one before it, so that a participation shares its whole past with the value it
/// came from, and one more visit costs the same after a million as after one.
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

    /// <summary>This visit and all before it.</summary>
    internal int Count { get; }

    internal ParticipationState State { get; }

    /// <summary>Every reason that was active at some time during the visit (R12).</summary>
    internal SuspensionReasonSet Reasons { get; }

    /// <summary>Whether two pasts are the same visits; quick where they are the same objects.</summary>
    internal static bool SamePast(Visit? left, Visit? right)
    {
        if (left?.Count != right?.Count)
            return false;
        for (; !ReferenceEquals(left, right); left = left.Previous, right = right.Previous)
        {
            // Equal counts: both pasts end together, and there they are both null.
            if (left!.State != right!.State || left.EnteredAt != right.EnteredAt || left.ExpectedAt != right.ExpectedAt || left.Reasons != right.Reasons)
                return false;
        }

        return true;
    }
}
