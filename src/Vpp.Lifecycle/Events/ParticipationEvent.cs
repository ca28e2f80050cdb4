using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// Something that happened to a participation, as an event store keeps it: <see cref="ParticipationRequested"/>,
/// <see cref="TriggerFired"/> or <see cref="DetailsAmended"/>, and nothing else. <see cref="Participation.Replay(ParticipationRequested, IEnumerable{ParticipationEvent})"/> makes the
/// participation of its events.
/// </summary>
/// <remarks>Immutable; compares by value; safe to share between threads. Times go in with any offset and come out in UTC.</remarks>
[JsonConverter(typeof(ParticipationEventConverter<ParticipationEvent>))]
public abstract record ParticipationEvent
{
    private readonly long _occurredAt;

    private protected ParticipationEvent(string participationId, DateTimeOffset occurredAt, string? actor, string? note, string? reasonCode)
    {
        ParticipationId = participationId;
        _occurredAt = occurredAt.UtcTicks;
        Actor = Text.WellFormed(actor);
        Note = Text.WellFormed(note);
        ReasonCode = Lifecycle.ReasonCode.Optional(reasonCode);
    }

    /// <summary>The participation it happened to.</summary>
    public string ParticipationId { get; }

    /// <summary>When it happened, in UTC; may be earlier than the event before it (R15).</summary>
    public DateTimeOffset OccurredAt => UtcTime.FromTicks(_occurredAt);

    /// <summary>Who or what made it happen, as the host says; null when it does not.</summary>
    public string? Actor { get; }

    /// <summary>The host's remark; null when there is none.</summary>
    public string? Note { get; }

    /// <summary>The host's code for why it happened (R31); null when there is none.</summary>
    public string? ReasonCode { get; }

    internal long OccurredTicks => _occurredAt;

    /// <summary>The name that events of this kind are stored under.</summary>
    // Abstract and internal: a record's copy constructor would let anyone derive, but nobody outside can write this member.
    internal abstract string WireName { get; }

    /// <summary>The participation and what happened.</summary>
    public sealed override string ToString() => $"{ParticipationId} {WireName}";
}
