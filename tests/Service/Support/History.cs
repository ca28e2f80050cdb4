using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Service.Support;

internal static class History
{
    /// <summary>The participation that the library makes of a history as the service tells it.</summary>
    public static Participation Replay(JsonArray history)
    {
        ParticipationEvent[] events = [.. history.Select(entry => ParticipationEventJson.Parse(entry!["event"]!.ToJsonString()))];
        return Participation.Replay((ParticipationRequested)events[0], events[1..]);
    }
}
