using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Events;

/// <summary>The types of events, as the feed and webhooks name them.</summary>
internal static class EventTypes
{
    private static readonly Dictionary<FeedEntryKind, string> Names = new()
    {
        [FeedEntryKind.Created] = "vpp_participation.created",
        [FeedEntryKind.StateChanged] = "vpp_participation.state_changed",
        [FeedEntryKind.Updated] = "vpp_participation.updated",
    };

    public static IReadOnlyCollection<string> All => Names.Values;

    public static string NameOf(FeedEntryKind kind) => Names[kind];
}
