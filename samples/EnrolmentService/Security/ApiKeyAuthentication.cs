using System.Security.Claims;
using System.Text.Encodings.Web;
using EnrolmentService.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Security;

/// <summary>
/// <c>Authorization: Bearer KEY</c>. Every endpoint asks for it unless it says <c>AllowAnonymous</c>: a new one is closed by default.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (!ApiKey.TryParse(header["Bearer ".Length..].Trim(), out ApiKey? key) || await keys.FindAsync(key, Context.RequestAborted) is not { } caller)
            return AuthenticateResult.Fail("The key is not a valid one.");
        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.AccountId)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        // One text for a missing key and for a wrong one: nothing is told about which keys exist.
        Errors.WriteAsync(Context, Problems.Unauthorized);
}
