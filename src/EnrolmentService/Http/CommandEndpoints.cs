using EnrolmentService.Security;
using EnrolmentService.Storage;
using Microsoft.Extensions.Primitives;

namespace EnrolmentService.Http;

/// <summary>Maps a POST or PATCH: reads the body, answers a repeated Idempotency-Key, else runs the handler and keeps its answer.</summary>
internal static class CommandEndpoints
{
    public static IEndpointConventionBuilder MapCommand(
        this IEndpointRouteBuilder routes, string method, string pattern, Func<Command, IServiceProvider, RouteValueDictionary, Task<Answer>> handler) =>
        routes.MapMethods(pattern, [method], async context =>
        {
            var idempotency = context.RequestServices.GetRequiredService<IdempotencyStore>();
            var caller = context.Features.Get<Caller>() ?? throw new InvalidOperationException("A command needs a caller: its endpoint must not be anonymous.");
            byte[] body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
            IdempotencyKey? key = KeyOf(context, caller, body);
            if (key is not null && await idempotency.FindAsync(key, context.RequestAborted) is { } before)
            {
                await Errors.WriteAsync(context, before);
                return;
            }

            var command = new Command(caller, context.Request, body, key);
            Answer answer;
            try
            {
                answer = await handler(command, context.RequestServices, context.Request.RouteValues);
            }
            catch (RefusedException refused)
            {
                answer = refused.Answer;
                // What depends on the moment may come out differently when it is repeated: it is not kept.
                if (key is not null && answer.Status < 500 && answer != Problems.KeyInUse)
                {
                    await idempotency.KeepAsync(new IdempotentAnswer(key, answer), context.RequestAborted);
                    // Where another request with the same key came first, its answer was kept.
                    answer = await idempotency.FindAsync(key, context.RequestAborted) ?? answer;
                }
            }
            catch (KeyTakenException)
            {
                // Another request with the same key was faster: its answer is the answer.
                answer = await idempotency.FindAsync(key!, context.RequestAborted) ?? Problems.KeyInUse;
            }

            await Errors.WriteAsync(context, answer);
        });

    private static IdempotencyKey? KeyOf(HttpContext context, Caller caller, byte[] body)
    {
        StringValues keys = context.Request.Headers["Idempotency-Key"];
        if (keys.Count == 0)
            return null;
        if (keys is not [{ } key])
            throw new RefusedException(Problems.Invalid([new InvalidMember("Idempotency-Key", "A request has one Idempotency-Key or none.")]));
        if (key.Length is 0 or > IdempotencyKey.LongestKey || key.Any(c => c is < ' ' or > '~'))
            throw new RefusedException(Problems.Invalid([new InvalidMember("Idempotency-Key", $"The Idempotency-Key must have 1 to {IdempotencyKey.LongestKey} printable ASCII characters.")]));
        return IdempotencyKey.Of(caller, key, context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.IfMatch.ToString(), body);
    }
}
