using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Docs;

/// <summary>The code of docs/hosting.md on reading.</summary>
public sealed class HostingGuideReads : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-guide-");
    private readonly List<string> _shown = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_host_reads_a_participation_a_list_a_history_and_visits()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddParticipations(options => options.UseSqlite(Path.Combine(_folder.FullName, "reads.db"))).BuildServiceProvider();
        var store = provider.GetRequiredService<IParticipationStore>();
        const string id = "vpp_1";
        await store.CreateAsync(Given.Requested(id, DateTimeOffset.UtcNow));
        await store.ApplyAsync(id, Trigger.ConsentRequested, DateTimeOffset.UtcNow);

        #region hosting-read
        var mine = new ParticipationScope("acc_1", LiveMode: true);
        FindResult found = await store.FindAsync(id, mine);
        Show(found.Match(
            stored => $"{stored.Participation.CurrentState}, version {stored.Version}",
            notFound => $"There is no {notFound.Id}.",
            unreadable => unreadable.Fault));

        ListResult list = await store.ListAsync(new ParticipationListQuery("dev_1", limit: 30), mine);   // or startingAfter: the last identifier of a page
        Show(list.Match(
            page => $"{string.Join(", ", page.Page.Items.Select(item => $"{item.Id} {item.CurrentState}"))}; more: {page.Page.HasMore}",
            unknown => $"{unknown.Query.Cursor} is no participation of this device."));

        HistoryPage history;
        long after = 0;
        do
        {
            history = await store.HistoryAsync(id, after, limit: 100);
            foreach (HistoryEntry entry in history.Entries)
            {
                ParticipationEvent happened = ParticipationEventJson.Parse(entry.EventJson);
                Show($"{entry.Sequence} {happened.GetType().Name} by {happened.Actor ?? "nobody named"}: {entry.Outcome}, version {entry.Version.Number}");
                after = entry.Sequence;
            }
        }
        while (history.HasMore);

        VisitPage visits = await store.VisitsAsync(id, limit: 100);                  // the latest; those before them: before: visits.Visits[0].Index
        Show($"{string.Join(", ", visits.Visits.Select(visit => visit.State))}; earlier: {visits.HasEarlier}");

        LifecycleTimers timers = provider.GetRequiredService<IOptions<ParticipationOptions>>().Value.Timers;   // those that the host was set up with
        Show($"{found.Stored?.Participation.NextActions(timers)[0].Code}");
        #endregion
        Assert.Matches("^AwaitingConsent, version 2-[0-9a-f]{16}$", _shown[0]);
        Assert.Equal(
            [
                "vpp_1 AwaitingConsent; more: False",
                "1 ParticipationRequested by nobody named: Transitioned, version 1",
                "2 TriggerFired by nobody named: Transitioned, version 2",
                "EnrolmentRequested, AwaitingConsent; earlier: False",
                "GrantConsent",
            ],
            _shown.Skip(1));
        Assert.Empty((await store.HistoryAsync("vpp_none")).Entries);
    }

    private void Show(string line) => _shown.Add(line);
}
