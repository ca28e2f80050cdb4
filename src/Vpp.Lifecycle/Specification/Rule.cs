namespace Vpp.Lifecycle;

/// <summary>
/// One row of the lifecycle: in a state, a trigger, if its guard is met, has an outcome and leads to a state.
/// Immutable; safe to share between threads.
/// </summary>
public sealed class Rule
{
    private readonly Citation _source;

    internal Rule(ParticipationState from, Trigger trigger, Guard? guard, Outcome outcome, ParticipationState to, Effect effect, Citation source)
    {
        From = from;
        Trigger = trigger;
        Guard = guard;
        Outcome = outcome;
        To = to;
        Effect = effect;
        _source = source;
    }

    /// <summary>The state in which the rule applies.</summary>
    public ParticipationState From { get; }

    /// <summary>The trigger it answers.</summary>
    public Trigger Trigger { get; }

    /// <summary>The condition under which it applies; null when it always does.</summary>
    public Guard? Guard { get; }

    /// <summary>TRANSITIONED, UPDATED or IGNORED; what no rule permits is rejected (R8).</summary>
    public Outcome Outcome { get; }

    /// <summary>The state afterwards; <see cref="From"/> itself unless the outcome is TRANSITIONED.</summary>
    public ParticipationState To { get; }

    /// <summary>
    /// The facts that it records. The facts afterwards are those before without <see cref="Withdraws"/>, with these, and of them what
    /// <see cref="To"/> remembers (<see cref="StateDescriptor.RememberedFacts"/>) together with what it implies.
    /// </summary>
    public LifecycleFacts Records => Effect.Records;

    /// <summary>The facts that it withdraws, before it records.</summary>
    public LifecycleFacts Withdraws => Effect.Withdraws;

    /// <summary>Where the rule comes from: a row of the states page, or a decided reading such as "R6".</summary>
    public string Source => _source.For(From);

    internal Effect Effect { get; }

    /// <summary>The rule on one line: "ACTIVE --LEAVE_REQUESTED--> UNENROLMENT_REQUESTED".</summary>
    public override string ToString()
    {
        string condition = Guard is null ? "" : $" [{Guard.Words}]";
        return $"{From.ToWireName()} --{Trigger.ToWireName()}{condition}--> {To.ToWireName()}";
    }
}
