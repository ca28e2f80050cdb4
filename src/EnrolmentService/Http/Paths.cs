namespace EnrolmentService.Http;

internal static class Paths
{
    public const string Participations = "/vpp-participations";
    public const string Enrollments = "/v1/enrollments";
    public const string StatusPages = "/participations";

    /// <summary>Where the visits of a participation are paged.</summary>
    public static string TimelineOf(string id) => $"{Participations}/{Uri.EscapeDataString(id)}/timeline";

    /// <summary>Whether the request is for the part whose errors have the form of the fifth source document. Upper and lower case are one, as to routing.</summary>
    public static bool IsFlip(HttpContext context) => context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);
}
