using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Http;

/// <summary>
/// Bounds how many requests are worked on at a time, and how many wait for it; the rest is told so at once. Health is never kept waiting.
/// </summary>
internal sealed class RequestLimiter(IOptions<ServiceOptions> options) : IMiddleware, IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.ConcurrentRequests,
        QueueLimit = options.Value.ConcurrentRequests,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        using RateLimitLease lease = await _limiter.AcquireAsync(1, context.RequestAborted);
        if (lease.IsAcquired)
            await next(context);
        else
            await Errors.WriteAsync(context, Problems.Overloaded);
    }

    public void Dispose() => _limiter.Dispose();
}
