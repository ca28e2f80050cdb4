using System.Globalization;
using EnrolmentService.Description;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Microsoft.AspNetCore.Mvc;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Endpoints;

/// <summary>What happened to a participation: every event, and every visit of a state.</summary>
internal static class PastEndpoints
{
    public const int MostEvents = 1000;
    public const int MostVisits = 1000;
    public const int UsualVisits = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(Paths.Participations + "/{id}/history", HistoryAsync)
            .DescribesRead<HistorySchema>("getHistory", "Every event, in order.", "A page.", [DescribedHeaders.LeftOut], 404, 422)
            .WithMetadata(
                DescribedParameter.Number("starting_after", "The sequence number after which the page begins.", 0),
                DescribedParameter.Number("limit", "How many events at most.", 1, MostEvents, MostEvents));
        routes.MapRead(Paths.Participations + "/{id}/timeline", TimelineAsync)
            .DescribesRead<TimelineSchema>("getTimeline", "Every visit of a state, in order; the latest page first.", "A page.", [DescribedHeaders.ContentLanguage, DescribedHeaders.LeftOut], 404, 422)
            .WithMetadata(
                DescribedParameter.Number("ending_before", "The index of the visit before which the page ends; left out, it ends with the current visit.", 0),
                DescribedParameter.Number("limit", "How many visits at most.", 1, MostVisits, UsualVisits));
    }

    private static async Task<IResult> HistoryAsync(
        string id,
        [FromQuery(Name = "starting_after")] string? startingAfter,
        string? limit,
        Caller caller,
        IParticipationStore store,
        ParticipationAnswers answers,
        UnreadableRows unreadable,
        CancellationToken cancellation)
    {
        if (!IsWithin(startingAfter, 0, long.MaxValue, 0, out long after))
            return Problems.Invalid(new InvalidMember("starting_after", "starting_after must be the sequence number of an event."));
        if (!IsWithin(limit, 1, MostEvents, MostEvents, out long most))
            return Problems.Invalid(new InvalidMember("limit", $"limit must be a whole number from 1 to {MostEvents}."));
        FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
        if (found.Stored is null)
            return found.Match<IResult>(answers.Resource, _ => Problems.NotFound, answers.Unreadable);
        List<HistoryEntry> entries = [];
        int leftOut = 0;
        HistoryPage page;
        do
        {
            page = await store.HistoryAsync(id, after, (int)most - entries.Count, cancellation);
            foreach (HistoryEntry entry in page.Entries)
            {
                after = entry.Sequence;
                if (FaultOf(entry) is not { } fault)
                {
                    entries.Add(entry);
                    continue;
                }

                unreadable.Tell("event of the participation", string.Create(CultureInfo.InvariantCulture, $"{id}, number {entry.Sequence},"), fault);
                leftOut++;
            }
        }
        // A page that is short ends the list: whoever reads on does so behind its last entry.
        while (entries.Count < most && page.HasMore);

        return JsonList.Of($"{Paths.Participations}/{id}/history", page.HasMore, entries, static (writer, entry) =>
        {
            writer.WriteNumber("sequence", entry.Sequence);
            writer.WriteString("outcome", entry.Outcome.ToWireName());
            writer.WriteString("recorded_at", entry.RecordedAt.UtcDateTime);
            writer.WritePropertyName("event");
            // As it was written, by the library: nothing of it is lost or reworded here.
            writer.WriteRawValue(entry.EventJson);
        }).LeavingOut(leftOut);
    }

    /// <summary>What keeps an event of the history from being told; null when nothing does.</summary>
    public static string? FaultOf(HistoryEntry entry)
    {
        try
        {
            ParticipationEventJson.Parse(entry.EventJson);
            return !Enum.IsDefined(entry.Outcome) ? $"The outcome {(int)entry.Outcome} is none." : entry.RecordedAt == DateTimeOffset.MinValue ? "It was recorded at no time." : null;
        }
        catch (LifecycleJsonException fault)
        {
            return fault.Message;
        }
    }

    private static async Task<IResult> TimelineAsync(
        string id,
        [FromQuery(Name = "ending_before")] string? endingBefore,
        string? limit,
        Caller caller,
        IParticipationStore store,
        ParticipationAnswers answers,
        CancellationToken cancellation)
    {
        if (!IsWithin(endingBefore, 0, long.MaxValue, -1, out long before))
            return Problems.Invalid(new InvalidMember("ending_before", "ending_before must be the index of a visit."));
        if (!IsWithin(limit, 1, MostVisits, UsualVisits, out long most))
            return Problems.Invalid(new InvalidMember("limit", $"limit must be a whole number from 1 to {MostVisits}."));
        FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
        if (found.Stored is null)
            return found.Match<IResult>(answers.Resource, _ => Problems.NotFound, answers.Unreadable);
        VisitPage page = await store.VisitsAsync(id, before < 0 ? null : before, (int)most, cancellation);
        return Answer.ForReader(messages => JsonList.Of($"{Paths.Participations}/{id}/timeline", page.HasEarlier, page.Visits, (writer, visit) =>
        {
            bool isCurrent = !page.HasLater && visit == page.Visits[^1];
            writer.WriteNumber("index", visit.Index);
            writer.WriteString("state", visit.State.ToWireName());
            writer.WriteString("status", (isCurrent ? TimelineStatus.InProgress : TimelineStatus.Complete).ToWireName());
            writer.WriteString("description", messages.Message(visit.State));
            writer.WriteString("occurred_at", visit.EnteredAt.UtcDateTime);
            if (visit.ExpectedAt is { } expected)
                writer.WriteString("expected_at", expected.UtcDateTime);
            else
                writer.WriteNull("expected_at");
            writer.WriteStartArray("suspension_reasons");
            foreach (SuspensionReason reason in visit.SuspensionReasons)
                writer.WriteStringValue(reason.ToWireName());
            writer.WriteEndArray();
        }).In(messages).LeavingOut(page.LeftOut));
    }

    private static bool IsWithin(string? text, long least, long most, long otherwise, out long number)
    {
        number = otherwise;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }
}
