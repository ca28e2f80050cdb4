namespace Vpp.Lifecycle;

/// <summary>
/// Something that a participation waits for: who is to do what, what settles it, and what happens if nobody does (R30). Immutable; compares by
/// value; safe to share between threads.
/// </summary>
public sealed record NextAction
{
    internal NextAction(Trigger trigger, string message, SuspensionReason? reason, Deadline? deadline, ParticipationState? stateAfterDeadline)
    {
        TriggerDescriptor descriptor = LifecycleSpecification.Describe(trigger);
        Trigger = trigger;
        Code = descriptor.AwaitedAs!.Value;
        Party = descriptor.Party;
        Message = message;
        Reason = reason;
        Deadline = deadline;
        StateAfterDeadline = stateAfterDeadline;
    }

    /// <summary>What is to be done, for programs: stable.</summary>
    public NextActionCode Code { get; }

    /// <summary>Who is to do it.</summary>
    public Party Party { get; }

    /// <summary>The trigger that settles it; it is permitted now.</summary>
    public Trigger Trigger { get; }

    /// <summary>What the customer reads about it, in the language of the messages.</summary>
    public string Message { get; }

    /// <summary>In SUSPENDED the reason that it clears; null elsewhere.</summary>
    public SuspensionReason? Reason { get; }

    /// <summary>Until when it is waited for, and the trigger that falls due then; null when it is waited for without an end.</summary>
    public Deadline? Deadline { get; }

    /// <summary>The state that the deadline leads to; null without a deadline.</summary>
    public ParticipationState? StateAfterDeadline { get; }

    /// <summary>The party, the action and the deadline, the same under every culture: "CUSTOMER: GRANT_CONSENT, else CONSENT_WITHHELD at 2026-03-15T09:00:00Z".</summary>
    public override string ToString() =>
        Deadline is { } deadline ? $"{Party.ToWireName()}: {Code.ToWireName()}, else {deadline}" : $"{Party.ToWireName()}: {Code.ToWireName()}";
}
