using EnrolmentService.Directory;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using EnrolmentService.Telemetry;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Http;

/// <summary><c>/v1/enrollments/{id}</c>: the same participations, as an operator's system sees them.</summary>
internal static class EnrollmentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Paths.Enrollments + "/{id}", GetAsync);
        routes.MapCommand("PATCH", Paths.Enrollments + "/{id}", PatchAsync);
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, ParticipationStore store, DirectoryStore directory, CancellationToken cancellation)
    {
        if (await store.FindAsync(caller, id, cancellation) is not { } stored)
            return FlipErrors.From(Problems.NotFound);
        EnrollmentSite site = await directory.SiteAsync(caller, stored.Participation.Details, cancellation);
        return View(stored, site.Details);
    }

    private static async Task<Answer> PatchAsync(Command command, IServiceProvider services, RouteValueDictionary route)
    {
        string id = (string)route["id"]!;
        FlipEnrollmentPatch patch = ReadPatch(command.Body);
        var store = services.GetRequiredService<ParticipationStore>();
        var directory = services.GetRequiredService<DirectoryStore>();
        var rules = services.GetRequiredService<ParticipationRules>();
        var metrics = services.GetRequiredService<ServiceMetrics>();
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();

        StoredParticipation first = await store.FindAsync(command.Caller, id, command.Cancellation) ?? throw new RefusedException(Problems.NotFound);
        EnrollmentSite site = await directory.SiteAsync(command.Caller, first.Participation.Details, command.Cancellation);
        IReadOnlyList<Transition> fired = [];
        Answer answer = await store.ChangeAsync(
            command.Caller,
            id,
            stored =>
            {
                stored.RequireMatch(command.Request);
                FlipPatchResult result = FlipEnrollmentPlanner.Apply(
                    stored.Participation, patch, now, stored.Enrollment.StatusReason, site.AllGroups.ContainsKey, command.Caller.Actor);
                if (!result.TryPickAccepted(out FlipPatchAccepted? accepted, out FlipError? refusal))
                    throw new RefusedException(FlipErrors.Of(refusal));
                fired = accepted.Transitions;
                return Write(command, stored, site, accepted, rules, now);
            },
            Problems.Contended,
            command.Cancellation);
        if (answer != Problems.Contended)
        {
            foreach (Transition transition in fired)
                metrics.Event(transition.Trigger, transition.Outcome);
        }

        return answer;
    }

    private static (ParticipationChange?, Answer, IdempotentAnswer?) Write(
        Command command, StoredParticipation stored, EnrollmentSite site, FlipPatchAccepted accepted, ParticipationRules rules, DateTimeOffset now)
    {
        bool changesFacts = accepted.StatusReason != stored.Enrollment.StatusReason || (accepted.GroupIds is { } groups && !groups.Order(StringComparer.Ordinal).SequenceEqual(site.GroupIds));
        if (accepted.Transitions.Count == 0 && !changesFacts)
        {
            Answer same = View(stored, site.Details);
            return (null, same, command.Keep(same));
        }

        (Participation after, IReadOnlyList<Transition> transitions) = rules.WithSilence(accepted.Participation, accepted.Transitions);
        var change = new ParticipationChange(stored, after, [.. transitions.Select(transition => StoredEvent.Of(after, transition))])
        {
            Enrollment = new EnrollmentFacts(accepted.StatusReason, changesFacts ? now : stored.Enrollment.UpdatedAt),
            GroupIds = accepted.GroupIds,
        };
        Answer answer = View(change.Stored, site.WithGroups(accepted.GroupIds).Details);
        return (change, answer, command.Keep(answer));
    }

    private static Answer View(StoredParticipation stored, FlipEnrollmentDetails details)
    {
        FlipEnrollment enrollment = FlipEnrollment.From(stored.Participation, details with { UpdatedAt = stored.Enrollment.UpdatedAt }, stored.Enrollment.StatusReason);
        return new Answer(StatusCodes.Status200OK, Answer.Json, enrollment.ToUtf8Bytes()).With("ETag", Etag.Of(stored.Version));
    }

    private static FlipEnrollmentPatch ReadPatch(ReadOnlyMemory<byte> body)
    {
        try
        {
            FlipEnrollmentPatch patch = FlipEnrollmentPatch.Parse(body.Span);
            return RequestJson.FaultOf(patch.StatusReason ?? "", "status_reason", RequestJson.LongestText) is { } fault
                ? throw new RefusedException(FlipErrors.InvalidBody("status_reason", fault))
                : patch;
        }
        catch (LifecycleJsonException exception)
        {
            throw new RefusedException(FlipErrors.Of(FlipError.InvalidBody(exception)));
        }
    }
}
