namespace Vpp.Lifecycle.Flip;

/// <summary>An accepted patch: all that the host stores, in one write. Immutable; compares by value; safe to share between threads.</summary>
public sealed record FlipPatchAccepted
{
    private readonly ValueList<Transition> _transitions;
    private readonly ValueList<string>? _groupIds;

    internal FlipPatchAccepted(
        Participation participation, IEnumerable<Transition> transitions, FlipStatusReason? statusReason, IReadOnlyList<string>? groupIds)
    {
        Participation = participation;
        _transitions = ValueList<Transition>.Copy(transitions, nameof(transitions));
        StatusReason = statusReason;
        _groupIds = groupIds is null ? null : ValueList<string>.Copy(groupIds.Distinct(StringComparer.Ordinal), nameof(groupIds));
    }

    /// <summary>The participation afterwards; the same object as before where nothing of it changed.</summary>
    public Participation Participation { get; }

    /// <summary>
    /// What was done to it, in order, for the host's event store; those ignored included; empty where no status was asked for, or one that
    /// is shown already.
    /// </summary>
    public IReadOnlyList<Transition> Transitions => _transitions;

    /// <summary>The operator's text from now on, in place of the one before; null when none stands.</summary>
    public FlipStatusReason? StatusReason { get; }

    /// <summary>The site's groups from now on, each once, in the order given: none when empty; null when they stay as they are.</summary>
    public IReadOnlyList<string>? GroupIds => _groupIds;
}
