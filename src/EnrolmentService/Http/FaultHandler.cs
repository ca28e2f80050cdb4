using System.Data.Common;
using System.Net.Sockets;
using EnrolmentService.Stored;
using EnrolmentService.Telemetry;
using Microsoft.AspNetCore.Diagnostics;

namespace EnrolmentService.Http;

/// <summary>Whatever is thrown becomes a documented answer; nothing of it but the status goes to the client.</summary>
internal sealed class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        Problem problem = exception switch
        {
            BadHttpRequestException bad => Problems.BadRequest(bad.StatusCode),
            OperationCanceledException or TimeoutException => Problems.TimedOut,
            DbException or SocketException or IOException => Problems.StorageUnavailable,
            _ when exception.InnerException is DbException or SocketException or IOException => Problems.StorageUnavailable,
            UnreadableDataException unreadable => Problems.Unreadable(unreadable.Kind, unreadable.Id),
            _ => Problems.Internal(httpContext),
        };
        if (problem.StatusCode >= 500 && !httpContext.RequestAborted.IsCancellationRequested)
            log.RequestFailed(exception, problem.StatusCode, exception.GetType().Name);
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
