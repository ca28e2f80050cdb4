using System.Net;
using System.Text.Json.Nodes;
using EnrolmentService.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks.Support;

/// <summary>A service in the process of the tests that sends webhooks to this machine, and a receiver.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    public static readonly string[] Settings = ["--Service:Webhooks:AllowHttp=true", "--Service:Webhooks:AllowPrivateAddresses=true", "--Service:Webhooks:Polling=00:00:00.05"];

    private WebhookHost(SeededService service) => Service = service;

    public SeededService Service { get; }

    public Receiver Receiver { get; } = new();

    public ServiceClient Client => Service.Client;

    public static async Task<WebhookHost> StartAsync(string connectionString, params string[] settings) => new(await SeededService.StartAsync(connectionString, [.. Settings, .. settings]));

    /// <summary>Makes an endpoint for the receiver; gives it as it was answered.</summary>
    public Task<JsonObject> AddAsync(params string[] types) => AddAsync(Client, Receiver.Url, types);

    public static async Task<JsonObject> AddAsync(ServiceClient client, string url, params string[] types)
    {
        Reply reply = await client.PostAsync("webhook-endpoints", types.Length == 0 ? new { url } : new { url, types });
        Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
        return reply.Json;
    }

    public async Task<JsonObject> EndpointAsync(JsonObject endpoint) => (await Client.GetAsync($"webhook-endpoints/{endpoint["id"]}")).Json;

    public async Task<JsonArray> DeliveriesAsync(JsonObject endpoint) => (await Client.GetAsync($"webhook-endpoints/{endpoint["id"]}/deliveries?limit=100")).Json["data"]!.AsArray();

    /// <summary>The only delivery of an endpoint, once it has had so many attempts and is not under way.</summary>
    public async Task<JsonObject> AttemptedAsync(JsonObject endpoint, int attempts)
    {
        JsonArray deliveries = await Eventually.GetAsync(
            () => DeliveriesAsync(endpoint),
            list => list.Count == 1 && list[0]!["attempts"]!.AsArray().Count >= attempts && !(bool)list[0]!["under_way"]!);
        Assert.Equal(attempts, deliveries[0]!["attempts"]!.AsArray().Count);
        return deliveries[0]!.AsObject();
    }

    /// <summary>What is otherwise done once a minute.</summary>
    public Task KeepUpAsync() => Service.Services.GetRequiredService<WebhookUpkeep>().RunOnceAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
