using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks.Support;

/// <summary>Holds the feed against the histories: of each participation every event that changed something, once, in order; as a whole in one order.</summary>
internal static class FeedCheck
{
    public static async Task HoldsAsync(ServiceClient client, IReadOnlyList<JsonNode> feed)
    {
        string[] positions = [.. feed.Select(item => item["position"]!.ToString())];
        Assert.Equal(positions.Distinct().Order(StringComparer.Ordinal), positions);
        Assert.Equal(feed.Count, feed.Select(item => item["id"]!.ToString()).Distinct().Count());
        foreach (IGrouping<string, JsonNode> told in feed.GroupBy(item => item["data"]!["participation_id"]!.ToString()))
        {
            JsonArray history = await History.CheckedAsync(client, told.Key);
            Assert.Equal(history.Where(entry => entry!["outcome"]!.ToString() != "IGNORED").Select(entry => Line(entry!["event"]!, "event")), told.Select(Line));
            long[] versions = [.. told.Select(item => (long)item["data"]!["version"]!)];
            Assert.Equal(versions.Order(), versions);
        }
    }

    private static string Line(JsonNode item) => item["data"]!["transition"] is { } transition ? Line(transition, "trigger") : "ENROLMENT_REQUESTED ";

    private static string Line(JsonNode happened, string trigger) => $"{happened[trigger]} {happened["note"]}";
}
