using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;

namespace EnrolmentService.Operator;

/// <summary>Signing in with a key, and out.</summary>
internal static class SignInEndpoints
{
    private const string WrongKey = "This is no key, or one that was revoked.";
    private const string TooMany = "There were too many attempts. Please wait a minute.";
    private const string Expired = "The form had expired. Please try again.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(OperatorPaths.SignIn, (string? to, HttpContext context, OperatorRenderer pages) => ShowAsync(context, pages, to, fault: null, StatusCodes.Status200OK));
        routes.MapPost(OperatorPaths.SignIn, SignInAsync).WithMetadata(new TakesForm());
    }

    public static async Task<IResult> SignOutAsync(HttpContext context, OperatorSessionStore sessions, CancellationToken cancellation)
    {
        await sessions.CloseAsync(OperatorSession.Of(context).Token, cancellation);
        OperatorCookies.Session.Delete(context);
        return Redirection.To(OperatorPaths.SignIn);
    }

    private static async Task<IResult> SignInAsync(
        OperatorForm form, HttpContext context, ApiKeyStore keys, OperatorSessionStore sessions, SignInLimits limits, OperatorRenderer pages, CancellationToken cancellation)
    {
        string? to = form["to"];
        if (OperatorCookies.SignIn.Read(context.Request)?.IsOf(form[OperatorForm.TokenField]) != true)
            return await ShowAsync(context, pages, to, Expired, StatusCodes.Status403Forbidden);
        if (!limits.Allows(context))
            return (await ShowAsync(context, pages, to, TooMany, StatusCodes.Status429TooManyRequests)).With("Retry-After", "60");
        if (!ApiKey.TryParse(form["key"], out ApiKey? key) || await keys.FindAsync(key, cancellation) is not { } caller)
            return await ShowAsync(context, pages, to, WrongKey, StatusCodes.Status401Unauthorized);
        OperatorCookies.Session.Write(context, await sessions.OpenAsync(caller.KeyId, cancellation));
        OperatorCookies.SignIn.Delete(context);
        return Redirection.To(OperatorPaths.HomeOr(to));
    }

    private static Task<Answer> ShowAsync(HttpContext context, OperatorRenderer pages, string? to, string? fault, int status)
    {
        SessionToken token = OperatorCookies.SignIn.Read(context.Request) ?? SessionToken.Create();
        OperatorCookies.SignIn.Write(context, token);
        return pages.RenderAsync<SignInPage>(
            context, new() { [nameof(SignInPage.FormToken)] = token.FormToken, [nameof(SignInPage.To)] = OperatorPaths.HomeOr(to), [nameof(SignInPage.Fault)] = fault }, status);
    }
}
