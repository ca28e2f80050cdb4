using System.Threading.RateLimiting;

namespace EnrolmentService.Http;

/// <summary>
/// Bounds how many requests are worked on at a time, and how many wait for it; the rest is told so at once. Health is never kept waiting.
/// </summary>
internal sealed class RequestLimiter(RequestDelegate next, ConcurrencyLimiter limiter)
{
    public static ConcurrencyLimiter Create(ServiceOptions options) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.ConcurrentRequests,
        QueueLimit = options.ConcurrentRequests,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        using RateLimitLease lease = await limiter.AcquireAsync(1, context.RequestAborted);
        if (lease.IsAcquired)
            await next(context);
        else
            await Errors.WriteAsync(context, Problems.Overloaded);
    }
}
