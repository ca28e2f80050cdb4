using System.Diagnostics.CodeAnalysis;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A participation on its way through its history, event by event.</summary>
internal sealed class HistoryCursor(string id, Participation? participation = null, long sequence = 0)
{
    private static readonly LifecycleTimers Stale = new() { TelemetrySilence = TimeSpan.Zero };

    /// <summary>Null before the first event.</summary>
    public Participation? Participation { get; private set; } = participation;

    /// <summary>The number of the latest event; 0 before the first.</summary>
    public long Sequence { get; private set; } = sequence;

    /// <summary>Lets go of earlier visits, so that a long history takes bounded memory.</summary>
    public void KeepLatestVisits(int count) => Participation = Participation?.WithLatestVisits(count);

    /// <summary>Applies the next event, which was accepted when it was written, and so is again.</summary>
    /// <param name="row">The event.</param>
    /// <param name="transition">What its trigger did; null for one without.</param>
    /// <param name="fault">Why it cannot be applied; null when it was.</param>
    public bool TryStep(EventRow row, out Transition? transition, [NotNullWhen(false)] out string? fault)
    {
        transition = null;
        if (row.Sequence != Sequence + 1)
        {
            fault = $"Event {Sequence + 1} is missing; the next is {row.Sequence}.";
            return false;
        }

        try
        {
            Participation = Step(ParticipationEventJson.Parse(row.Json), out transition);
            Sequence = row.Sequence;
            fault = null;
            return true;
        }
        catch (Exception exception) when (exception is LifecycleJsonException or InvalidOperationException or ArgumentException)
        {
            fault = $"Event {row.Sequence}: {exception.Message}";
            return false;
        }
    }

    /// <summary>A sighting that was stale when it was delivered is stale again: its window is over a tick later.</summary>
    private static Transition? TransitionOf(Participation before, TriggerFired fired) => fired.IsStale
        ? Stale.Deliver(before, fired.Trigger, fired.OccurredAt, fired.OccurredAt.AddTicks(1), fired.Actor, fired.Note, fired.ReasonCode).Delivered
        : before.Apply(fired.Trigger, fired.OccurredAt, fired.Actor, fired.Note, fired.ReasonCode).Accepted?.Transition;

    private Participation Step(ParticipationEvent happened, out Transition? transition)
    {
        transition = null;
        if (happened.ParticipationId != id)
            throw new InvalidOperationException($"It is one of {happened.ParticipationId}.");
        if (Participation is not { } before)
        {
            return happened is ParticipationRequested requested
                ? Lifecycle.Participation.Request(requested.Details, requested.MeterAccess, requested.OccurredAt, requested.DwellTimes)
                : throw new InvalidOperationException($"The history begins with {happened}.");
        }

        if (happened is TriggerFired fired)
            transition = TransitionOf(before, fired);
        return Lifecycle.Participation.Replay(before, [happened]);
    }
}
