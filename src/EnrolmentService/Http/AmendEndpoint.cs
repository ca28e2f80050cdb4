using EnrolmentService.Security;
using EnrolmentService.Storage;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary><c>PATCH /vpp-participations/{id}</c>: amends details while the request is not finalised (R18).</summary>
internal static class AmendEndpoint
{
    // What the resource has or the lifecycle knows, and no client may set: it follows from the events, or is the directory's.
    private static readonly string[] NotAmendable =
    [
        "object", "id", "device_id", "location_id", "live_mode", "account_id", "provider", "programme", "provider_id", "programme_id", "meter_access", "supersedes",
        "current_state", "participation_state", "enrolment_state", "suspension_reasons", "control_active", "telemetry_active", "time_created", "time_updated",
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapCommand("PATCH", Paths.Participations + "/{id}", async (command, services, route) =>
    {
        string id = (string)route["id"]!;
        RequestJson body = RequestJson.Parse(command.Body);
        string? reference = body.OptionalIdentifier("provider_reference_id");
        bool amendsReference = body.Has("provider_reference_id");
        string? note = body.OptionalText("note");
        string actor = body.OptionalIdentifier("actor") ?? command.Caller.Actor;
        foreach (string member in NotAmendable.Where(body.Has))
            body.Refuse(member, $"{member} cannot be amended. Allowed: provider_reference_id.");
        body.ThrowIfInvalid();

        var store = services.GetRequiredService<ParticipationStore>();
        var links = services.GetRequiredService<StatusLinks>();
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return await store.ChangeAsync(
            command.Caller,
            id,
            stored =>
            {
                stored.RequireMatch(command.Request);
                ParticipationDetails details = amendsReference ? stored.Participation.Details with { ProviderReferenceId = reference } : stored.Participation.Details;
                AmendmentResult amendment = stored.Participation.Amend(details, now);
                if (!amendment.TryPickAccepted(out Participation? after, out AmendmentRejection? rejection))
                    throw new RefusedException(Problems.Finalised(rejection));
                if (amendment.Outcome == Outcome.Ignored)
                {
                    // Nothing to write but the answer.
                    Answer same = stored.Answer(StatusCodes.Status200OK, now, links);
                    return (null, same, command.Keep(same));
                }

                ParticipationChange change = stored.To(after, [StoredEvent.Amended(after, now, actor, note)]);
                Answer answer = change.Stored.Answer(StatusCodes.Status200OK, now, links);
                return (change, answer, command.Keep(answer));
            },
            Problems.Contended,
            command.Cancellation);
    });
}
