using System.Text.Encodings.Web;
using EnrolmentService.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Identity;

/// <summary><c>Authorization: Bearer KEY</c>.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyStore keys, OpenPaths openPaths)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "key";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Request.Headers.Authorization is [{ } header]
        && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && ApiKey.TryParse(header.AsSpan(Prefix.Length).Trim(), out ApiKey? key)
        && await keys.FindAsync(key, Context.RequestAborted) is { } caller
            ? AuthenticateResult.Success(new AuthenticationTicket(caller.Principal, SchemeName))
            : AuthenticateResult.NoResult();

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // What routing has put in a route's place answers 405. On a path that needs no key, a wrong method is told without one.
        if (Context.GetEndpoint() is { RequestDelegate: { } wrongMethod } and not RouteEndpoint && openPaths.Contains(Request.Path))
            return wrongMethod(Context);
        // One text for a missing key and for a wrong one: nothing is told about which keys exist.
        return Problems.Unauthorized.ExecuteAsync(Context);
    }
}
