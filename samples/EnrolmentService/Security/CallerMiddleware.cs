using EnrolmentService.Http;
using Microsoft.AspNetCore.Authorization;

namespace EnrolmentService.Security;

/// <summary>
/// <c>Authorization: Bearer KEY</c>. Every endpoint asks for it unless it says <c>AllowAnonymous</c>: a new one is closed by default, and so
/// is an address that there is not. Who asks is found by <see cref="Caller"/>.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, ApiKeyStore keys)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        Caller? caller = await CallerOfAsync(context);
        if (caller is not null)
        {
            context.Features.Set(caller);
        }
        else if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            // One text for a missing key and for a wrong one: nothing is told about which keys exist.
            await Errors.WriteAsync(context, Problems.Unauthorized);
            return;
        }

        await next(context);
    }

    private ValueTask<Caller?> CallerOfAsync(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && ApiKey.TryParse(header.AsSpan(Scheme.Length).Trim(), out ApiKey? key)
            ? keys.FindAsync(key, context.RequestAborted)
            : ValueTask.FromResult<Caller?>(null);
}
