namespace Vpp.Lifecycle;

/// <content>Restoring from events.</content>
public sealed partial class Participation
{
    /// <summary>The participation that its events made, equal to the one that lived through them, amendments included.</summary>
    /// <param name="request">The request.</param>
    /// <param name="events">What was accepted since, in the order it was applied, which need not be the order of time (R15).</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="events"/> is null, or an element is.</exception>
    /// <exception cref="HistoryReplayException">
    /// An event is rejected, is of another participation, or is a second request. A history holds what was accepted, so this is a
    /// fault in the store; the exception names the event's place.
    /// </exception>
    public static Participation Replay(ParticipationRequested request, IEnumerable<ParticipationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Replay(Request(request.Details, request.MeterAccess, request.OccurredAt, request.DwellTimes), events);
    }

    /// <summary>
    /// The participation that the events since have made of an earlier one: for long histories, which a snapshot shortens.
    /// </summary>
    /// <param name="participation">The participation as it was, from a snapshot.</param>
    /// <param name="events">What was accepted since, in the order it was applied, which need not be the order of time (R15).</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> or <paramref name="events"/> is null, or an element is.</exception>
    /// <exception cref="HistoryReplayException">As with a whole history; the place counts from the first of these events.</exception>
    public static Participation Replay(Participation participation, IEnumerable<ParticipationEvent> events)
    {
        ArgumentNullException.ThrowIfNull(participation);
        ArgumentNullException.ThrowIfNull(events);
        int index = 0;
        foreach (ParticipationEvent next in events)
        {
            ArgumentNullException.ThrowIfNull(next, nameof(events));
            participation = participation.Follow(next, index++);
        }

        return participation;
    }

    private Participation Follow(ParticipationEvent next, int index)
    {
        if (next.ParticipationId != Id)
            throw new HistoryReplayException(index, next, $"it is of another participation than {Id}.");
        return next switch
        {
            TriggerFired fired => Fire(fired).Match(
                accepted => accepted.Participation,
                rejection => throw new HistoryReplayException(index, next, rejection.ToString(), new TransitionRejectedException(rejection))),
            DetailsAmended amended => Follow(amended, index),
            _ => throw new HistoryReplayException(index, next, "the participation was requested before. Allowed: one request."),
        };
    }

    private TransitionResult Fire(TriggerFired fired) => fired.IsStale
        ? ApplyStale(fired.Trigger, fired.OccurredAt, fired.Actor, fired.Note, fired.ReasonCode)
        : Apply(fired.Trigger, fired.OccurredAt);

    private Participation Follow(DetailsAmended amended, int index)
    {
        try
        {
            return Amend(amended.Details, amended.OccurredAt).Match(
                participation => participation,
                rejection => throw new HistoryReplayException(index, amended, rejection.ToString()));
        }
        catch (ArgumentException unamendable)
        {
            throw new HistoryReplayException(index, amended, unamendable.Message, unamendable);
        }
    }
}
