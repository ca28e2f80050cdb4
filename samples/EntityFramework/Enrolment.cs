using Vpp.Lifecycle;

namespace EntityFramework;

/// <summary>A device in a programme: an entity of the host's own, with a participation as one of its properties.</summary>
public sealed class Enrolment
{
    public Enrolment(ParticipationRequested requested, LifecycleTimers timers)
    {
        Id = requested.ParticipationId;
        DeviceId = requested.Details.DeviceId;
        Events.Add(new EnrolmentEvent(requested));
        Keep(Participation.Replay(requested, []), [], timers);
    }

    private Enrolment() => Id = DeviceId = "";

    public string Id { get; private set; }

    public string DeviceId { get; private set; }

    #region ef-entity
    public Participation Participation { get; private set; } = null!;

    /// <summary>The configuration's code, 0 to 50: a column to search and count by.</summary>
    public byte Configuration { get; private set; }

    /// <summary>When the next deadline falls due; null when there is none.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <summary>Names the last write and no other, also after a backup was restored. Whoever read an older one has to read again.</summary>
    public Guid Version { get; private set; }

    /// <summary>What happened since the entity was read.</summary>
    public List<EnrolmentEvent> Events { get; } = [];

    /// <summary>Applies an event, what fell due before it, and what is due by now (R28). What fell due is kept also when the event is rejected.</summary>
    public DeliveryResult Deliver(Trigger trigger, DateTimeOffset occurredAt, DateTimeOffset now, LifecycleTimers timers, string? actor)
    {
        DeliveryResult result = timers.Deliver(Participation, trigger, occurredAt, now, actor);
        Keep(result.Participation, result.Transitions, timers);
        return result;
    }

    /// <summary>Applies what is due by now.</summary>
    public AdvanceResult Advance(DateTimeOffset now, LifecycleTimers timers)
    {
        AdvanceResult result = timers.Advance(Participation, now);
        Keep(result.Participation, result.Transitions, timers);
        return result;
    }

    private void Keep(Participation next, IReadOnlyList<Transition> transitions, LifecycleTimers timers)
    {
        if (next == Participation)
            return;                                                // rejected, or a repeat: nothing to store
        Events.AddRange(transitions.Select(transition => new EnrolmentEvent(TriggerFired.From(Id, transition))));
        (Participation, Configuration, NextDueAt) = (next, next.Configuration.Code, timers.NextDue(next)?.DueAt);
        Version = Guid.NewGuid();
    }
    #endregion
}

/// <summary>An event of a history. The position orders all events of the table.</summary>
public sealed class EnrolmentEvent(ParticipationEvent happened)
{
    public long Position { get; private set; }

    public ParticipationEvent Happened { get; private set; } = happened;
}
