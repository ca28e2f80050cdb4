using System.Threading.RateLimiting;
using EnrolmentService.Description;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Events;

/// <summary>
/// <c>GET /events</c>: what changed, in order, and what changes next for who waits. A request has one of the service's turns while it reads, and none while it waits.
/// </summary>
internal static class EventsEndpoint
{
    public const string Path = "/events";
    public const string TimeoutPolicy = "events";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead(Path, GetAsync)
        .DescribesRead<EventListSchema>("listEvents", "What changed, oldest first.", "A page.", [DescribedHeaders.LeftOut], 410, 422)
        .WithMetadata(
            DescribedParameter.Words("after", "The position after which the page begins; left out, it begins with the oldest event that is kept."),
            DescribedParameter.Number("limit", "How many events at most.", 1, EventQuery.MostEvents, EventQuery.UsualEvents),
            DescribedParameter.Number("wait", "For how many seconds to wait where there is no event yet.", 0, EventQuery.LongestWait, 0))
        .DisableRateLimiting().WithRequestTimeout(TimeoutPolicy);

    private static async Task<IResult> GetAsync(
        HttpContext context,
        EventQuery query,
        Caller caller,
        IParticipationFeed feed,
        EventWaiters waiters,
        IOptions<RateLimiterOptions> limits,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellation)
    {
        if (query.Fault is not null)
            return query.Fault;
        (FeedPage? page, IResult? answer) = await ReadAsync(query.After);
        if (page is { Entries.Count: 0, LeftOut: 0 } && query.Wait > TimeSpan.Zero)
        {
            using IDisposable? waiter = waiters.TryEnter(caller.AccountId);
            if (waiter is null)
                return Problems.Overloaded;
            if (await WaitAsync(page.Next))
                (_, answer) = await ReadAsync(page.Next);
        }

        return answer;

        async Task<bool> WaitAsync(FeedPosition after)
        {
            // A service that stops answers at once, with nothing, instead of keeping its clients and itself waiting.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
            try
            {
                return await feed.WaitAsync(after, query.Wait, caller.Scope, either.Token);
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        async Task<(FeedPage? Page, IResult Answer)> ReadAsync(FeedPosition? after)
        {
            using RateLimitLease turn = await limits.Value.GlobalLimiter!.AcquireAsync(context, 1, cancellation);
            if (!turn.IsAcquired)
                return (null, Problems.Overloaded);
            FeedResult result = await feed.ReadAsync(after, query.Limit, caller.Scope, cancellation);
            return result.Match<(FeedPage?, IResult)>(
                read => (read, AnswerOf(read, caller)),
                notKept => (null, Problems.PositionNotKept(EventPosition.Write(notKept.Oldest, caller))));
        }
    }

    private static Answer AnswerOf(FeedPage page, Caller caller) =>
        new Answer(StatusCodes.Status200OK, Answer.Json, EventJson.WritePage(page, position => EventPosition.Write(position, caller))).LeavingOut(page.LeftOut);
}
