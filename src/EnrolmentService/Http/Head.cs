namespace EnrolmentService.Http;

/// <summary>HEAD is answered wherever GET is: as GET, of which the server leaves out the body.</summary>
internal static class Head
{
    public static Task AsGetAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    /// <summary>Says so in the Allow header that routing has written.</summary>
    public static void Allow(HttpResponse response)
    {
        if (response.Headers.Allow is [{ } methods] && methods.Split(", ").Contains(HttpMethods.Get))
            response.Headers.Allow = $"{methods}, {HttpMethods.Head}";
    }
}
