using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;
using EnrolmentService.Webhooks;

namespace EnrolmentService.Operator;

/// <summary><c>/operator/webhooks</c>: where events are sent, what became of the deliveries, and one of them once more. Endpoints are managed over the interface alone.</summary>
internal static class WebhookPageEndpoint
{
    private const int PageLength = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(OperatorPaths.Webhooks, ListAsync);
        routes.MapRead(OperatorPaths.Webhooks + "/{id}", GetAsync);
        routes.MapPost(OperatorPaths.Webhooks + "/{id}", RedeliverAsync).WithMetadata(new TakesForm());
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, EndpointStore endpoints, OperatorRenderer pages, CancellationToken cancellation) =>
        await pages.RenderAsync<WebhooksPage>(
            context, new() { [nameof(WebhooksPage.Endpoints)] = (IReadOnlyList<EndpointView>)[.. (await endpoints.OfAsync(caller.Scope, cancellation)).Found.Select(ViewOf)] });

    private static Task<IResult> GetAsync(
        string id, string? after, string? done, HttpContext context, Caller caller, EndpointStore endpoints, DeliveryStore deliveries, OperatorRenderer pages, CancellationToken cancellation) =>
        ShowAsync(context, id, after, done is null ? null : new Telling("It is delivered once more.", IsFault: false), StatusCodes.Status200OK, caller, endpoints, deliveries, pages, cancellation);

    private static async Task<IResult> RedeliverAsync(
        string id,
        OperatorForm form,
        HttpContext context,
        Caller caller,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        WebhookSignal signal,
        OperatorRenderer pages,
        CancellationToken cancellation)
    {
        if (!TextRules.IsIdentifier(id)
            || await endpoints.FindAsync(id, caller.Scope, cancellation) is not { } endpoint
            || form["delivery"] is not { } delivery || !TextRules.IsIdentifier(delivery) || await deliveries.FindAsync(id, delivery, cancellation) is null)
        {
            return await NotFoundAsync(context, pages);
        }

        if (endpoint.DisabledAt is not null)
        {
            var told = new Telling("Nothing was done. The endpoint is disabled: enable it first.", IsFault: true);
            return await ShowAsync(context, id, after: null, told, StatusCodes.Status409Conflict, caller, endpoints, deliveries, pages, cancellation);
        }

        await deliveries.RedeliverAsync(delivery, cancellation);
        signal.Pulse();
        return Redirection.To($"{OperatorPaths.Webhook(id)}?done=redelivered");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        string id,
        string? after,
        Telling? told,
        int status,
        Caller caller,
        EndpointStore endpoints,
        DeliveryStore deliveries,
        OperatorRenderer pages,
        CancellationToken cancellation)
    {
        if (!TextRules.IsIdentifier(id) || await endpoints.FindAsync(id, caller.Scope, cancellation) is not { } endpoint)
            return await NotFoundAsync(context, pages);
        Delivery? last = after is not null && TextRules.IsIdentifier(after) ? await deliveries.FindAsync(id, after, cancellation) : null;
        IReadOnlyList<Delivery> page = (await deliveries.PageAsync(id, last?.Ordinal, PageLength + 1, cancellation)).Found;
        return await pages.RenderAsync<WebhookPage>(
            context,
            new()
            {
                [nameof(WebhookPage.Endpoint)] = ViewOf(endpoint),
                [nameof(WebhookPage.Deliveries)] = (IReadOnlyList<DeliveryView>)[.. page.Take(PageLength).Select(DeliveryView.Of)],
                [nameof(WebhookPage.HasMore)] = page.Count > PageLength,
                [nameof(WebhookPage.Told)] = told,
            },
            status);
    }

    private static EndpointView ViewOf(WebhookEndpoint endpoint) => new(
        endpoint.Id, endpoint.Url, endpoint.Description, endpoint.Types, endpoint.DisabledAt, endpoint.DisabledReason is { } reason ? WebhookWords.Of(reason) : null, endpoint.FailingSince);

    private static async Task<IResult> NotFoundAsync(HttpContext context, OperatorRenderer pages) =>
        await pages.ErrorAsync(context, StatusCodes.Status404NotFound, "There is no such endpoint", "Please check the address.");
}
