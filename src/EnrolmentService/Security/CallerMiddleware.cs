using EnrolmentService.Http;
using Microsoft.AspNetCore.Authorization;

namespace EnrolmentService.Security;

/// <summary>
/// <c>Authorization: Bearer KEY</c>. Every endpoint asks for it unless it says <c>AllowAnonymous</c>: a new one is closed by default, and so
/// is an address that there is not. Who asks is found by <see cref="Caller"/>.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, ApiKeyStore keys, OpenPaths openPaths)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        Caller? caller = await CallerOfAsync(context);
        if (caller is not null)
        {
            context.Features.Set(caller);
        }
        else if (!IsOpen(context))
        {
            // One text for a missing key and for a wrong one: nothing is told about which keys exist.
            await Errors.WriteAsync(context, Problems.Unauthorized);
            return;
        }

        await next(context);
    }

    /// <summary>A route says itself whether it is open. What routing has put in a route's place answers 405, open where the path is.</summary>
    private bool IsOpen(HttpContext context) => context.GetEndpoint() switch
    {
        null => false,
        RouteEndpoint route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null,
        _ => openPaths.Contains(context.Request.Path),
    };

    private ValueTask<Caller?> CallerOfAsync(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && ApiKey.TryParse(header.AsSpan(Scheme.Length).Trim(), out ApiKey? key)
            ? keys.FindAsync(key, context.RequestAborted)
            : ValueTask.FromResult<Caller?>(null);
}
