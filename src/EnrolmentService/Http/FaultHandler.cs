using System.Data.Common;
using System.Net.Sockets;
using EnrolmentService.Telemetry;
using Microsoft.AspNetCore.Diagnostics;

namespace EnrolmentService.Http;

/// <summary>Whatever is thrown becomes a documented answer; nothing of it but the status goes to the client.</summary>
internal sealed class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        Answer answer = exception switch
        {
            RefusedException refused => refused.Answer,
            BadHttpRequestException bad => Problems.BadRequest(bad.StatusCode, "The request is not well-formed."),
            OperationCanceledException or TimeoutException => Problems.TimedOut,
            DbException or SocketException or IOException => Problems.StorageUnavailable,
            _ when exception.InnerException is DbException or SocketException or IOException => Problems.StorageUnavailable,
            _ => Errors.Internal(httpContext),
        };
        if (answer.Status >= 500 && !httpContext.RequestAborted.IsCancellationRequested)
            log.RequestFailed(exception, answer.Status, exception.GetType().Name);
        await Errors.WriteAsync(httpContext, answer);
        return true;
    }
}
