using System.Text.Json.Nodes;
using EnrolmentService.Events;
using EnrolmentService.Webhooks;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>What the OpenAPI document says of events and webhooks.</summary>
[Collection(Services.CollectionApart)]
public sealed class DescriptionTests(Services services)
{
    [Fact]
    public async Task Events_and_deliveries_are_as_they_are_described()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        JsonObject document = (await host.Client.GetAsync("openapi/v1.json")).Json;
        JsonObject endpoint = await host.AddAsync();
        host.Receiver.Answer = Answers.Close();
        await host.Service.EnrolAsync(0);
        JsonObject failed = await host.AttemptedAsync(endpoint, 1);
        Assert.Empty(SchemaCheck.Faults(document, Schema("Delivery"), failed));
        Assert.Empty(SchemaCheck.Faults(document, Schema("Endpoint"), await host.EndpointAsync(endpoint)));
        JsonNode created = (await host.Client.GetAsync("events")).Json["data"]![0]!;
        Assert.Empty(SchemaCheck.Faults(document, Schema("EventEntry"), created));
        created["type"] = "vpp_participation.renamed";
        Assert.NotEmpty(SchemaCheck.Faults(document, Schema("EventEntry"), created));

        JsonObject Schema(string name) => document["components"]!["schemas"]![name]!.AsObject();
    }

    [Fact]
    public async Task Its_words_are_those_of_the_service()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        JsonNode schemas = (await client.GetAsync("openapi/v1.json")).Json["components"]!["schemas"]!;
        Assert.Equal(EventTypes.All, Values("EventEntry", "type"));
        Assert.Equal(WebhookWords.All<DeliveryStatus>(), Values("Delivery", "status"));
        Assert.All(WebhookWords.All<AttemptFault>(), fault => Assert.Contains(fault, schemas["Attempt"]!["properties"]!["fault"]!["description"]!.ToString(), StringComparison.Ordinal));
        Assert.All(WebhookWords.All<DisabledReason>(), reason => Assert.Contains(reason, schemas["Endpoint"]!["properties"]!["disabled_reason"]!["description"]!.ToString(), StringComparison.Ordinal));

        IEnumerable<string> Values(string schema, string member) => schemas[schema]!["properties"]![member]!["enum"]!.AsArray().Select(value => value!.ToString());
    }
}
