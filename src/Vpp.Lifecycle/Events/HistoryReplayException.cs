namespace Vpp.Lifecycle;

/// <summary>
/// An event of a stored history cannot have happened after those before it: the history is damaged, incomplete or out of order. What
/// was accepted once is accepted again.
/// </summary>
public sealed class HistoryReplayException : InvalidOperationException
{
    internal HistoryReplayException(int index, ParticipationEvent participationEvent, string reason, Exception? inner = null)
        : base($"Event {index} ({participationEvent}) cannot be replayed: {reason}", inner)
    {
        Index = index;
        Event = participationEvent;
    }

    /// <summary>The event's place among the events given to be replayed, counted from 0; the request is none of them.</summary>
    public int Index { get; }

    /// <summary>The event.</summary>
    public ParticipationEvent Event { get; }
}
