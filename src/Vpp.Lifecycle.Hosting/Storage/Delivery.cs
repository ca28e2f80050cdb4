namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A trigger delivered at the host's clock (R28).</summary>
internal readonly record struct Delivery(Participation Participation, IReadOnlyList<Transition> Transitions, Outcome Outcome, Rejection? Rejection)
{
    public static Delivery Of(ParticipationSettings settings, Participation participation, TriggerAt trigger, DateTimeOffset now, ParticipationWrite write)
    {
        string actor = settings.Options.TimerActor;
        AdvanceResult before = settings.Timers.Advance(participation, trigger.OccurredAt < now ? trigger.OccurredAt : now, actor);
        TransitionResult result = before.Participation.Apply(trigger.Trigger, trigger.OccurredAt, write.Actor, write.Note);
        if (!result.TryPickAccepted(out AcceptedTransition accepted, out Rejection? rejection))
            return new Delivery(before.Participation, before.Transitions, Outcome.Rejected, rejection);
        AdvanceResult after = settings.Timers.Advance(accepted.Participation, now, actor);
        return new Delivery(after.Participation, [.. before.Transitions, accepted.Transition, .. after.Transitions], accepted.Outcome, Rejection: null);
    }
}
