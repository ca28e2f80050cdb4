using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>A trigger was accepted. Immutable; compares by value; safe to share between threads.</summary>
[JsonConverter(typeof(ParticipationEventConverter<TriggerFired>))]
public sealed record TriggerFired : ParticipationEvent
{
    /// <summary>A trigger.</summary>
    /// <param name="participationId">The participation it was fired for.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="occurredAt">When it happened.</param>
    /// <param name="actor">Who or what made it happen.</param>
    /// <param name="note">A remark.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one.</exception>
    /// <exception cref="ArgumentException">The identifier is missing or empty, or a text is ill-formed.</exception>
    public TriggerFired(string participationId, Trigger trigger, DateTimeOffset occurredAt, string? actor = null, string? note = null)
        : base(Text.Identifier(participationId, nameof(participationId)), occurredAt, actor, note)
    {
        Defined.Require(trigger);
        Trigger = trigger;
    }

    /// <summary>What happened.</summary>
    public Trigger Trigger { get; }

    /// <summary>The event that an accepted trigger is: store it, also when it was IGNORED, for it may carry a sighting (R10).</summary>
    /// <param name="accepted">What became of the trigger.</param>
    /// <exception cref="ArgumentException">The value is the default one, which comes from no trigger.</exception>
    public static TriggerFired From(AcceptedTransition accepted)
    {
        if (accepted == default)
            throw new ArgumentException("The value is the default one: it comes from no trigger.", nameof(accepted));
        return From(accepted.Participation.Id, accepted.Transition);
    }

    /// <summary>
    /// The event that a transition is: for those of <see cref="AdvanceResult.Transitions"/> and of a patch that was accepted. Store it also when it
    /// was IGNORED.
    /// </summary>
    /// <param name="participationId">The participation it was fired for.</param>
    /// <param name="transition">What became of the trigger.</param>
    /// <exception cref="ArgumentException">
    /// The identifier is missing, empty or ill-formed, or the transition is the default one, which comes from no trigger.
    /// </exception>
    public static TriggerFired From(string participationId, Transition transition)
    {
        if (transition == default)
            throw new ArgumentException("The value is the default one: it comes from no trigger.", nameof(transition));
        return new TriggerFired(participationId, transition.Trigger, transition.OccurredAt, transition.Actor, transition.Note);
    }

    internal override string WireName => Trigger.ToWireName();
}
