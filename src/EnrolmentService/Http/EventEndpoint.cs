using EnrolmentService.Security;
using EnrolmentService.Storage;
using EnrolmentService.Telemetry;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary><c>POST /vpp-participations/{id}/events</c>: something happened to a participation.</summary>
internal static class EventEndpoint
{
    /// <summary>Says what the event did: TRANSITIONED, UPDATED or IGNORED.</summary>
    public const string OutcomeHeader = "Vpp-Outcome";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapCommand("POST", Paths.Participations + "/{id}/events", async (command, services, route) =>
    {
        string id = (string)route["id"]!;
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        RequestJson body = RequestJson.Parse(command.Body);
        Trigger trigger = body.Trigger("event");
        DateTimeOffset at = OccurredAt(body, now, services.GetRequiredService<IOptions<ServiceOptions>>().Value.EventsAhead);
        string actor = body.OptionalIdentifier("actor") ?? command.Caller.Actor;
        string? note = body.OptionalText("note");
        body.ThrowIfInvalid();

        var store = services.GetRequiredService<ParticipationStore>();
        var rules = services.GetRequiredService<ParticipationRules>();
        var links = services.GetRequiredService<StatusLinks>();
        var metrics = services.GetRequiredService<ServiceMetrics>();
        Rejection? rejection = null;
        Task<(Answer, Outcome)> change = store.ChangeAsync<(Answer, Outcome)>(
            command.Caller,
            id,
            stored =>
            {
                stored.RequireMatch(command.Request);
                TransitionResult result = stored.Participation.Apply(trigger, at, actor, note);
                if (!result.TryPickAccepted(out AcceptedTransition accepted, out rejection))
                    throw new RefusedException(Problems.NotPermitted(rejection));

                (Participation after, IReadOnlyList<Transition> transitions) = rules.WithSilence(accepted.Participation, [accepted.Transition]);
                ParticipationChange written = stored.To(after, [.. transitions.Select(transition => StoredEvent.Of(after, transition))]);
                Answer done = written.Stored.Answer(StatusCodes.Status200OK, now, links).With(OutcomeHeader, accepted.Outcome.ToWireName());
                return (written, (done, accepted.Outcome), command.Keep(done));
            },
            (Problems.Contended, Outcome.Rejected),
            command.Cancellation);
        try
        {
            (Answer answer, Outcome outcome) = await change;
            metrics.Event(trigger, outcome);
            return answer;
        }
        catch (RefusedException) when (rejection is not null)
        {
            metrics.Event(trigger, Outcome.Rejected);
            throw;
        }
    });

    private static DateTimeOffset OccurredAt(RequestJson body, DateTimeOffset now, TimeSpan ahead)
    {
        DateTimeOffset at = body.OptionalTime("occurred_at") ?? now;
        // A sighting in the far future would keep a silent device active for ever.
        if (at > now + ahead)
            body.Refuse("occurred_at", $"occurred_at is more than {ahead} ahead of the service's clock.");
        return at;
    }
}
