using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Storage;

/// <summary>An event to append to a history: the library's JSON, and the outcome it had.</summary>
internal sealed record StoredEvent(Outcome Outcome, string Json)
{
    /// <summary>The name under which events are recorded that fell due by the passing of time.</summary>
    public const string Timer = "timer";

    public static StoredEvent Requested(Participation requested, string actor) =>
        new(Outcome.Transitioned, new ParticipationRequested(
            requested.Details, requested.MeterAccess, requested.TimeCreated, requested.DwellTimes, actor).ToJson());

    public static StoredEvent Of(Participation participation, Transition transition) =>
        new(transition.Outcome, TriggerFired.From(participation.Id, transition).ToJson());

    public static StoredEvent Amended(Participation after, DateTimeOffset at, string actor, string? note) =>
        new(Outcome.Updated, new DetailsAmended(after.Details, at, actor, note).ToJson());
}
