using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>A device has one open participation in a programme, whichever database it would lie in.</summary>
[Collection(Clusters.Collection)]
public sealed class ClaimTests(Clusters clusters)
{
    private static readonly DateTimeOffset At = DateTimeOffset.UtcNow;

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_two_that_ask_one_after_the_other_the_second_is_told_of_the_first_until_that_has_ended()
    {
        await using SeveralDatabases host = await StartAsync();
        foreach ((string first, string second) in ((string, string)[])[("main", "b"), ("b", "main"), ("b", "b"), ("main", "main")])
        {
            string device = $"dev_{first}_{second}";
            string id = host.NewIdIn(first);
            Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(id, At, device))).Value);
            Assert.Equal(new AlreadyParticipating(id, "acc_1"), (await host.Store.CreateAsync(Given.Requested(host.NewIdIn(second), At, device))).Value);
            Assert.Equal(id, (await host.Store.FindOpenAsync(device, "vpr_1"))!.ParticipationId);
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(id, Trigger.UnrecoverableError, At)).Value);
            Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn(second), At, device))).Value);
        }
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task Of_many_that_ask_at_once_in_both_databases_by_two_hosts_one_gets_it()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        await using SeveralDatabases one = await SeveralDatabases.StartAsync(first, others);
        await using SeveralDatabases two = await SeveralDatabases.StartAsync(first, others);
        for (int device = 0; device < 20; device++)
        {
            CreateResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(index =>
                (index % 2 == 0 ? one : two).Store.CreateAsync(Given.Requested(one.NewIdIn(index % 4 < 2 ? "main" : "b"), At, $"dev_{device}"))));
            AcceptedChange made = Assert.Single(results.Select(result => result.Value).OfType<AcceptedChange>());
            Assert.All(results.Select(result => result.Value), value => Assert.True(value is AcceptedChange or Contended or AlreadyParticipating, value.ToString()));
            Assert.All(results.Select(result => result.Value).OfType<AlreadyParticipating>(), already => Assert.Equal(made.Stored.Participation.Id, already.ParticipationId));
        }

        Assert.Equal(20, await one.CountAsync("main", "SELECT COUNT(*) FROM participation") + await one.CountAsync("b", "SELECT COUNT(*) FROM participation"));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_a_host_claimed_that_then_died_is_free_after_a_minute_and_can_never_be_made_after_that()
    {
        await using SeveralDatabases host = await StartAsync();
        string dead = host.NewIdIn("b");
        await host.ExecuteAsync("main", "INSERT INTO participation_claim (kind, owner, name, participation_id) VALUES ('device', 'dev_1', 'vpr_1', $1)", dead);
        Participation requested = Given.Requested(host.NewIdIn("main"), At, "dev_1");
        Assert.IsType<Contended>((await host.Store.CreateAsync(requested)).Value);
        await host.ExecuteAsync("main", "UPDATE participation_claim SET since = since - interval '61 seconds'");
        Assert.IsType<AcceptedChange>((await host.Store.CreateAsync(requested)).Value);

        // The dead one comes back: a programme of its own, so that nothing but its identifier is in the way.
        Assert.IsType<Contended>((await host.Store.CreateAsync(Given.Requested(dead, At, "dev_2"))).Value);
        Assert.Empty(await host.PlacesAsync(dead));
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task An_amendment_to_a_programme_in_which_the_device_takes_part_in_another_database_is_refused()
    {
        await using SeveralDatabases host = await StartAsync();
        foreach ((string first, string second) in ((string, string)[])[("main", "b"), ("b", "main")])
        {
            string device = $"dev_{first}";
            string here = host.NewIdIn(first);
            string there = host.NewIdIn(second);
            await host.Store.ParticipationAsync(At, programme: "vpr_1", id: here, device: device);
            await host.Store.ParticipationAsync(At, programme: "vpr_2", id: there, device: device);
            Assert.Equal(new AlreadyParticipating(here, "acc_1"), (await AmendAsync(there, "vpr_1")).Value);
            Assert.IsType<AcceptedChange>((await AmendAsync(there, "vpr_3")).Value);
            Assert.Equal(new AlreadyParticipating(there, "acc_1"), (await host.Store.CreateAsync(Given.Requested(host.NewIdIn(first), At, device, "vpr_3"))).Value);
            Assert.IsType<AcceptedChange>((await host.Store.ApplyAsync(here, Trigger.UnrecoverableError, At)).Value);
            Assert.IsType<AcceptedChange>((await AmendAsync(there, "vpr_1")).Value);
        }

        Task<ChangeResult> AmendAsync(string id, string programme) =>
            host.Store.AmendAsync(id, details => details with { Programme = new ProgrammeInfo { Id = programme, DisplayName = "Winter Reserve" } });
    }

    [FactWith(Requirement.PostgreSql)]
    public async Task What_was_made_in_a_single_database_has_its_claim_before_a_second_one_has_anything()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        string[] ids;
        await using (SeveralDatabases one = await SeveralDatabases.StartAsync(first, new Dictionary<string, string>()))
            ids = [.. await Task.WhenAll(Enumerable.Range(0, 30).Select(async index => (await one.Store.ParticipationAsync(At, device: $"dev_{index}")).Participation.Id))];
        await using SeveralDatabases host = await SeveralDatabases.StartAsync(first, others);
        Assert.Equal(0, await host.CountAsync("main", "SELECT COUNT(*) FROM participation_claim"));
        foreach (int shard in Enumerable.Range(0, 4))
            await host.Shards.MoveAsync(shard, "b");
        Assert.Equal(30, await host.CountAsync("main", "SELECT COUNT(*) FROM participation_claim"));
        for (int index = 0; index < 30; index++)
            Assert.Equal(ids[index], Assert.IsType<AlreadyParticipating>((await host.Store.CreateAsync(Given.Requested(host.NewIdIn(index % 2 == 0 ? "main" : "b"), At, $"dev_{index}"))).Value).ParticipationId);
    }

    private async Task<SeveralDatabases> StartAsync()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        return await SeveralDatabases.StartAsync(first, others);
    }
}
