using System.Text.Json;
using EnrolmentService.Description;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>GET /vpp-participations/{id}/next-actions</c>: who is to do what, by when, and what happens if nobody does (R30).</summary>
internal static class NextActionsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead(Paths.Participations + "/{id}/next-actions", GetAsync)
        .DescribesRead<NextActionsSchema>("getNextActions", "What the participation waits for now: who is to do what, and by when.", "All of it.", [DescribedHeaders.ContentLanguage, DescribedHeaders.ETag], 404);

    private static async Task<IResult> GetAsync(
        string id, Caller caller, IParticipationStore store, ParticipationAnswers answers, ParticipationRules rules, TimeProvider clock, CancellationToken cancellation)
    {
        FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
        return found.Match(stored => Answer.ForReader(messages => Write(stored, rules.Timers, clock.GetUtcNow(), messages)), _ => Problems.NotFound, answers.Unreadable);
    }

    /// <summary>As the participation stands at the service's clock: an event would be judged so too, and no deadline that is over is told as one to come.</summary>
    private static Answer Write(StoredParticipation stored, LifecycleTimers timers, DateTimeOffset now, MessageCatalogue messages)
    {
        Participation participation = timers.Advance(stored.Participation, now).Participation;
        Answer list = JsonList.Of($"{Paths.Participations}/{stored.Participation.Id}/next-actions", hasMore: false, participation.NextActions(timers, messages), Write);
        return list.In(messages).With("ETag", Etag.Of(stored.Version, list.Body.Span));
    }

    private static void Write(Utf8JsonWriter writer, NextAction action)
    {
        writer.WriteString("code", action.Code.ToWireName());
        writer.WriteString("party", action.Party.ToWireName());
        writer.WriteString("trigger", action.Trigger.ToWireName());
        writer.WriteString("message", action.Message);
        writer.WriteString("reason", action.Reason?.ToWireName());
        if (action.Deadline is { } deadline)
            writer.WriteString("deadline", deadline.DueAt.UtcDateTime);
        else
            writer.WriteNull("deadline");
        writer.WriteString("deadline_trigger", action.Deadline?.Trigger.ToWireName());
        writer.WriteString("deadline_state", action.StateAfterDeadline?.ToWireName());
    }
}
