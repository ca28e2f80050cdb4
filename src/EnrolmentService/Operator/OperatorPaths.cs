namespace EnrolmentService.Operator;

internal static class OperatorPaths
{
    public const string Home = "/operator";
    public const string SignIn = Home + "/sign-in";
    public const string SignOut = Home + "/sign-out";
    public const string Participations = Home + "/participations";
    public const string Bulk = Home + "/bulk";

    public const string Webhooks = Home + "/webhooks";

    public static string Webhook(string id) => $"{Webhooks}/{Uri.EscapeDataString(id)}";

    public static string Participation(string id) => $"{Participations}/{Uri.EscapeDataString(id)}";

    public static bool Contains(HttpContext context) => context.Request.Path.StartsWithSegments(Home, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where to go after signing in: a page of the operator's and no other place.</summary>
    public static string HomeOr(string? path) =>
        path is not null && path.StartsWith(Home, StringComparison.Ordinal) && (path.Length == Home.Length || path[Home.Length] is '/' or '?')
        && path.All(c => c is > ' ' and < '\u007f' and not '\\')
            ? path
            : Home;
}
