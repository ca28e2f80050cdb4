using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Docs;

/// <summary>The code of docs/hosting.md on lists.</summary>
public sealed class HostingGuideLists : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-guide-");
    private readonly List<string> _shown = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_operator_lists_and_counts()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddParticipations(options => options.UseSqlite(Path.Combine(_folder.FullName, "lists.db"))).BuildServiceProvider();
        var store = provider.GetRequiredService<IParticipationStore>();
        await store.CreateAsync(Given.Requested("vpp_1", DateTimeOffset.UtcNow));
        await store.CreateAsync(Given.Requested("vpp_2", DateTimeOffset.UtcNow, "dev_2"));
        await store.ApplyAsync("vpp_2", Trigger.ConsentRequested, DateTimeOffset.UtcNow);

        #region hosting-lists
        var lists = provider.GetRequiredService<IParticipationLists>();
        var mine = new ParticipationScope("acc_1", LiveMode: true);
        var search = new ParticipationSearch(mine) { ProgrammeId = "vpr_1", States = [ParticipationState.AwaitingConsent, ParticipationState.Suspended], Limit = 50 };
        (await lists.SearchAsync(search)).Switch(
            page => Show($"{string.Join(", ", page.Items)}; more: {page.HasMore}"),        // the next page: search with { StartingAfter = page.LastCursor }
            unknown => Show($"{unknown.Cursor}: {unknown.Reason}"));
        ParticipationCounts counts = await lists.CountAsync(mine, "vpr_1");
        Show($"{counts.Fleet}; for want of telemetry: {counts.Fleet[SuspensionReason.AwaitingTelemetry]}");
        #endregion
        Assert.Matches("^vpp_2 2-[0-9a-f]{16}; more: False$", _shown[0]);
        Assert.Equal("ENROLMENT_REQUESTED 1, AWAITING_CONSENT 1; for want of telemetry: 0", _shown[1]);
    }

    private void Show(string line) => _shown.Add(line);
}
