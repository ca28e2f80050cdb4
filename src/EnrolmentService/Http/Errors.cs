using System.Diagnostics;

namespace EnrolmentService.Http;

/// <summary>Writes an error in the form that its part of the service has: problem details, or the error body of <c>/v1</c>.</summary>
internal static class Errors
{
    public static Task WriteAsync(HttpContext context, Answer problem) => InFormOf(context, problem).ExecuteAsync(context);

    /// <summary>The answer itself, or its problem details in the other form.</summary>
    public static Answer InFormOf(HttpContext context, Answer answer) =>
        Paths.IsFlip(context) && answer.ContentType == Answer.ProblemJson ? FlipErrors.From(answer) : answer;

    /// <summary>Writes the problem of a bare status, as routing and Kestrel give them.</summary>
    public static Task WriteStatusAsync(HttpContext context)
    {
        Head.Allow(context.Response);
        return WriteAsync(context, context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound,
            StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed,
            StatusCodes.Status503ServiceUnavailable => Problems.StorageUnavailable,
            >= 500 => Internal(context),
            int status => Problems.BadRequest(status, "The request cannot be answered."),
        });
    }

    /// <summary>A fault of the service's own, with the trace id that its log has too.</summary>
    public static Answer Internal(HttpContext context) => Problems.Internal(Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
}
