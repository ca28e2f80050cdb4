using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Operator;

/// <summary>The cookie of a session. It opens the operator's pages and nothing else; who has none is sent to sign in.</summary>
internal sealed class OperatorSessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, OperatorSessionStore sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (OperatorCookies.Session.Read(Request) is not { } token || await sessions.FindAsync(token, Context.RequestAborted) is not { } session)
            return AuthenticateResult.NoResult();
        Context.Features.Set(session);
        return AuthenticateResult.Success(new AuthenticationTicket(session.Caller.Principal, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // Where one was reading one goes on after signing in; a form that was sent is not sent again.
        string to = HttpMethods.IsGet(Request.Method) ? Request.Path.ToUriComponent() + Request.QueryString.ToUriComponent() : OperatorPaths.Home;
        return Redirection.To($"{OperatorPaths.SignIn}?to={Uri.EscapeDataString(to)}").ExecuteAsync(Context);
    }
}
