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
    /// <param name="reasonCode">The host's code for why, of the form of <see cref="ReasonCode"/>.</param>
    /// <param name="isStale">Whether it is a telemetry sighting that was too old when it was delivered to end a suspension (R28).</param>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one.</exception>
    /// <exception cref="ArgumentException">
    /// The identifier is missing or empty, a text is ill-formed, the reason code is none, or a trigger without a sighting is called stale.
    /// </exception>
    public TriggerFired(
        string participationId,
        Trigger trigger,
        DateTimeOffset occurredAt,
        string? actor = null,
        string? note = null,
        string? reasonCode = null,
        bool isStale = false)
        : base(Text.Identifier(participationId, nameof(participationId)), occurredAt, actor, note, reasonCode)
    {
        Defined.Require(trigger);
        if (isStale && !LifecycleSpecification.Describe(trigger).IsTelemetrySighting)
            throw new ArgumentException($"{trigger.ToWireName()} is no telemetry sighting and cannot be stale.", nameof(isStale));
        Trigger = trigger;
        IsStale = isStale;
    }

    /// <summary>What happened.</summary>
    public Trigger Trigger { get; }

    /// <summary>
    /// Whether it is a telemetry sighting that was older than the silence window when it was delivered: replayed, it records its sighting and
    /// ends no suspension for lack of telemetry (R28).
    /// </summary>
    public bool IsStale { get; }

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
    /// The event that a transition is: for those of <see cref="DeliveryResult.Transitions"/>, of <see cref="AdvanceResult.Transitions"/> and of a patch that was accepted. Store it also when it
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
        return new TriggerFired(
            participationId, transition.Trigger, transition.OccurredAt, transition.Actor, transition.Note, transition.ReasonCode, transition.IsStaleSighting);
    }

    internal override string WireName => Trigger.ToWireName();
}
