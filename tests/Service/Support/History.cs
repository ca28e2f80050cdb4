using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A participation's history as the service tells it, held against what the library makes of it.</summary>
internal static class History
{
    // A resource shows no more of them.
    private const int LatestVisits = 100;

    /// <summary>All of it, page by page; each event has the next number, and replayed it is what the service answers.</summary>
    public static async Task<JsonArray> CheckedAsync(ServiceClient client, string id)
    {
        var all = new JsonArray();
        for (bool more = true; more;)
        {
            JsonObject page = (await client.GetAsync($"vpp-participations/{id}/history?starting_after={all.Count}")).Json;
            foreach (JsonNode? entry in page["data"]!.AsArray())
                all.Add(entry!.DeepClone());
            more = (bool)page["has_more"]!;
        }

        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(entry => (int)entry!["sequence"]!));
        Reply now = await client.GetAsync($"vpp-participations/{id}");
        Assert.Equal(ParticipationResource.Parse(now.Body), ParticipationResource.From(Replay(all).WithLatestVisits(LatestVisits), DateTimeOffset.UtcNow));
        return all;
    }

    /// <summary>The notes in it, in their order.</summary>
    public static IEnumerable<string> Notes(JsonArray history) => history.Select(entry => entry!["event"]!["note"]?.ToString()).OfType<string>();

    /// <summary>The participation that the library makes of a history as the service tells it.</summary>
    public static Participation Replay(JsonArray history)
    {
        ParticipationEvent[] events = [.. history.Select(entry => ParticipationEventJson.Parse(entry!["event"]!.ToJsonString()))];
        return Participation.Replay((ParticipationRequested)events[0], events[1..]);
    }
}
