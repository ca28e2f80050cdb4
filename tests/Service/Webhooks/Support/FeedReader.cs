using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks.Support;

/// <summary>A client that reads the feed from its beginning, and goes on from its position whatever happens to the service.</summary>
internal sealed class FeedReader
{
    private string _next = "";

    /// <summary>All that it was told, in that order.</summary>
    public List<JsonNode> All { get; } = [];

    /// <summary>Waits for events until told to stop; of the clients one that answers is asked.</summary>
    public async Task ReadAsync(IReadOnlyList<ServiceClient> clients, CancellationToken stop)
    {
        for (int turn = 0; !stop.IsCancellationRequested; turn++)
        {
            try
            {
                await ReadPageAsync(clients[turn % clients.Count], wait: 1);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    /// <summary>Reads what is there.</summary>
    public async Task<FeedReader> ToEndAsync(ServiceClient client)
    {
        while (await ReadPageAsync(client, wait: 0))
        {
        }

        return this;
    }

    private async Task<bool> ReadPageAsync(ServiceClient client, int wait)
    {
        Reply reply = await client.GetAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"events?after={_next}&limit=200&wait={wait}"));
        if (reply.Status == System.Net.HttpStatusCode.ServiceUnavailable)
            return true;
        Assert.True(reply.Status == System.Net.HttpStatusCode.OK, reply.ToString());
        JsonObject page = reply.Json;
        All.AddRange(page["data"]!.AsArray().Select(item => item!.DeepClone()));
        _next = page["next"]!.ToString();
        return (bool)page["has_more"]!;
    }
}
