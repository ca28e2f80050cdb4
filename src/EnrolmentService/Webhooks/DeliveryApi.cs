using System.Globalization;
using EnrolmentService.Description;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Microsoft.AspNetCore.Mvc;

namespace EnrolmentService.Webhooks;

/// <summary><c>/webhook-endpoints/{id}/deliveries</c>: what became of an endpoint's deliveries, and one of them once more.</summary>
internal static class DeliveryApi
{
    private const int MostDeliveries = 100;
    private const int UsualDeliveries = 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(WebhookApi.Path + "/{id}/deliveries", ListAsync)
            .DescribesWebhookList<DeliveryListSchema>("listWebhookDeliveries", "An endpoint's deliveries, newest first.", "A page.", 404, 422)
            .WithMetadata(
                DescribedParameter.Number("limit", "How many deliveries at most.", 1, MostDeliveries, UsualDeliveries),
                DescribedParameter.Identifier("starting_after", "The delivery after which the page begins."));
        routes.MapPost(WebhookApi.Path + "/{id}/deliveries/{delivery}/redeliver", RedeliverAsync)
            .DescribesWebhookRead<DeliverySchema>("redeliverWebhook", "Delivers once more, with all tries before it.", "The delivery: it is tried at once.", 404, 409);
    }

    private static async Task<IResult> ListAsync(
        string id, string? limit, [FromQuery(Name = "starting_after")] string? startingAfter, Caller caller, EndpointStore endpoints, DeliveryStore deliveries, CancellationToken cancellation)
    {
        if (await endpoints.FindAsync(id, caller.Scope, cancellation) is null)
            return Problems.NotFound;
        int most = UsualDeliveries;
        if (limit is not null && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= MostDeliveries))
            return Problems.Invalid(new InvalidMember("limit", $"limit must be a whole number from 1 to {MostDeliveries}."));
        Delivery? after = null;
        if (startingAfter is not null && (!TextRules.IsIdentifier(startingAfter) || (after = await deliveries.FindAsync(id, startingAfter, cancellation)) is null))
            return Problems.Invalid(new InvalidMember("starting_after", "starting_after is no delivery of this endpoint."));
        RowsRead<Delivery> page = await deliveries.PageAsync(id, after?.Ordinal, most + 1, cancellation);
        return WebhookJson.Deliveries($"{WebhookApi.Path}/{id}/deliveries", page.Found.Count > most, [.. page.Found.Take(most)], page.Unreadable.Count);
    }

    private static async Task<IResult> RedeliverAsync(
        string id, string delivery, Caller caller, EndpointStore endpoints, DeliveryStore deliveries, WebhookSignal signal, CancellationToken cancellation)
    {
        if (await endpoints.FindAsync(id, caller.Scope, cancellation) is not { } endpoint || await deliveries.FindAsync(id, delivery, cancellation) is null)
            return Problems.NotFound;
        if (endpoint.DisabledAt is not null)
            return Problems.EndpointDisabled;
        await deliveries.RedeliverAsync(delivery, cancellation);
        signal.Pulse();
        return await deliveries.FindAsync(id, delivery, cancellation) is { } now ? WebhookJson.Delivery(now, StatusCodes.Status200OK) : Problems.NotFound;
    }
}
