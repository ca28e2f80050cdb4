using System.Threading.RateLimiting;
using EnrolmentService.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace EnrolmentService.Http;

/// <summary>
/// Bounds how many requests are worked on at a time and how many wait for it, in all and of each account: one account's flood keeps no other from
/// its turn. The rest is told so at once.
/// </summary>
internal static class RateLimits
{
    public static void Configure(RateLimiterOptions limits, ServiceOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            // First the account's turn: who waits for it takes no place among all.
            PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetConcurrencyLimiter(
                Caller.Of(context)?.AccountId ?? "",
                _ => AtATime(options.ConcurrentRequestsPerAccount ?? Math.Max(1, options.ConcurrentRequests / 4), options.ConcurrentRequests))),
            PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => AtATime(options.ConcurrentRequests, options.ConcurrentRequests))));
        limits.OnRejected = static (context, _) => new(Problems.Overloaded.ExecuteAsync(context.HttpContext));
    }

    /// <summary>The rate limiter gives a request up in silence whose time runs out while it waits: this says so.</summary>
    public static async Task TellOfTimeOutAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!context.Response.HasStarted)
            context.RequestAborted.ThrowIfCancellationRequested();
    }

    private static ConcurrencyLimiterOptions AtATime(int permits, int waiting) =>
        new() { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}
