using EnrolmentService.Http;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary>What endpoints that write have in common.</summary>
internal static class EndpointConventions
{
    /// <summary>The body is read before the request takes its turn, and <typeparamref name="TBody"/> describes it.</summary>
    public static RouteHandlerBuilder TakesBody<TBody>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakesBody(typeof(TBody)));

    /// <summary>A repeat under the same Idempotency-Key is answered by this.</summary>
    public static RouteHandlerBuilder RepeatsAs(this RouteHandlerBuilder endpoint, Func<ParticipationAnswers, RepeatedRequest, IResult> answer) =>
        endpoint.AddEndpointFilter(new IdempotencyFilter((context, repeated) => new(answer(context.HttpContext.RequestServices.GetRequiredService<ParticipationAnswers>(), repeated))));

    /// <summary>GET, and HEAD as GET, of which the server leaves out the body.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);
}
