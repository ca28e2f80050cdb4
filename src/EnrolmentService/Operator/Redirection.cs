using EnrolmentService.Http;

namespace EnrolmentService.Operator;

internal static class Redirection
{
    /// <summary>Sends the browser to another page, which it gets: after a form, so that loading again sends no form again.</summary>
    public static Answer To(string path) => new Answer(StatusCodes.Status303SeeOther, "text/plain; charset=utf-8", ReadOnlyMemory<byte>.Empty).With("Location", path);
}
