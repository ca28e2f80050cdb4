using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Events;

[Collection(Services.CollectionApart)]
public sealed class EventWaitingTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Who_waits_is_answered_with_the_next_event_of_its_own(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        await seeded.EnrolAsync(0);
        string next = (await seeded.Client.GetAsync("events?wait=30"))["next"]!;
        using ServiceClient other = seeded.ClientOf("two-live");
        Task<Reply> otherWaits = other.GetAsync("events?wait=30");
        Task<Reply> waits = seeded.Client.GetAsync($"events?after={next}&wait=30");
        await Task.Delay(300);
        Assert.False(waits.IsCompleted);

        string id = await seeded.EnrolAsync(3);
        JsonArray told = (await waits).Json["data"]!.AsArray();
        Assert.Equal(id, Assert.Single(told)!["data"]!["participation_id"]!.ToString());
        Assert.False(otherWaits.IsCompleted, "Another account's event has ended the waiting.");
        await other.PostAsync("vpp-participations", new { device_id = TestDirectory.Device("two", true, 0), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });
        Assert.Single((await otherWaits).Json["data"]!.AsArray());
    }

    [Theory]
    [OnPostgreSql]
    public async Task An_event_of_another_instance_is_told_to_who_waits_here(string database)
    {
        await using RunningService one = await services.StartAsync(database);
        await using RunningService another = await one.AnotherAsync();
        using ServiceClient here = one.Client();
        using ServiceClient there = another.Client();
        Task<Reply> waits = here.GetAsync("events?wait=30");
        string id = await another.EnrolAsync(there);
        Assert.Equal(id, Assert.Single((await waits).Json["data"]!.AsArray())!["data"]!["participation_id"]!.ToString());
    }

    [Fact]
    public async Task Time_that_is_over_is_answered_with_an_empty_page()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        Reply reply = await seeded.Client.GetAsync("events?wait=1");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Empty(reply.Json["data"]!.AsArray());
        Assert.Equal(reply["next"], (await seeded.Client.GetAsync($"events?after={reply["next"]}&wait=1"))["next"]);
    }

    [Fact]
    public async Task Who_waits_takes_no_turn_of_others_and_the_waiters_of_an_account_are_bounded()
    {
        await using SeededService seeded = await SeededService.StartAsync(
            await services.NewDatabaseAsync(Services.Sqlite), "--Service:ConcurrentRequests=32", "--Service:ConcurrentRequestsPerAccount=1", "--Service:EventWaitersPerAccount=5");
        List<Task<Reply>> waiting = [.. Enumerable.Range(0, 12).Select(_ => seeded.Client.GetAsync("events?wait=30"))];
        // Seven are refused at once: five wait.
        for (int number = 0; number < 7; number++)
        {
            Task<Reply> ended = await Task.WhenAny(waiting);
            Reply refused = await ended;
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:overloaded", "1"), (refused.Status, refused["type"], refused.Headers["Retry-After"]));
            waiting.Remove(ended);
        }

        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync("events")).Status);
        using ServiceClient other = seeded.ClientOf("two-live");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("events?wait=1")).Status);

        string id = await seeded.EnrolAsync(0);
        foreach (Task<Reply> one in waiting)
            Assert.Equal(id, Assert.Single((await one).Json["data"]!.AsArray())!["data"]!["participation_id"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await seeded.Client.GetAsync("events?wait=30")).Status);
    }

    [Fact]
    public async Task A_service_that_stops_answers_who_waits()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        Task<Reply> waits = client.GetAsync("events?wait=30");
        await Task.Delay(500);
        Assert.Equal(0, await service.Process.TerminateAsync());
        Reply reply = await waits;
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Empty(reply.Json["data"]!.AsArray());
    }
}
