using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>From when to when an Idempotency-Key belongs to a request.</summary>
[Collection(Services.Collection)]
public sealed class KeptAnswerTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_bulk_request_that_is_under_way_keeps_its_key_from_a_second(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string id = await seeded.EnrolAsync(0);
        var fire = new { programme_id = TestDirectory.Programme, @event = "CONSENT_REQUESTED" };
        (string, string) key = ("Idempotency-Key", "first");
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        seeded.Database.BeforeReplace = () =>
        {
            reached.TrySetResult();
            return goOn.Task;
        };

        Task<Reply> first = seeded.Client.PostAsync("vpp-participations/bulk", fire, key);
        await reached.Task;
        Reply second = await seeded.Client.PostAsync("vpp-participations/bulk", fire, key);
        Assert.Equal((HttpStatusCode.Conflict, "urn:vpp-enrolment:idempotency-key-in-use"), (second.Status, second["type"]));
        Assert.Equal("2", second.Headers["Retry-After"]);
        goOn.SetResult();
        Reply done = await first;
        Assert.Equal((HttpStatusCode.OK, "1"), (done.Status, done["transitioned"]));
        // Not rejected once more: it has the answer now, and does nothing.
        Assert.Equal(done.Text, (await seeded.Client.PostAsync("vpp-participations/bulk", fire, key)).Text);
        Assert.Equal(2, (await seeded.Client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Of_two_bulk_requests_that_find_their_key_free_at_the_same_time_one_runs(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        await seeded.EnrolAsync(0);
        var fire = new { programme_id = TestDirectory.Programme, @event = "CONSENT_REQUESTED" };
        int claiming = 0;
        int running = 0;
        var bothClaim = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        seeded.Database.BeforeExecute = (_, _) =>
        {
            if (Interlocked.Increment(ref claiming) == 2)
                bothClaim.SetResult();
            return bothClaim.Task;
        };
        seeded.Database.BeforeReplace = () =>
        {
            Interlocked.Increment(ref running);
            return goOn.Task;
        };

        Task<Reply>[] both = [.. Enumerable.Range(0, 2).Select(_ => seeded.Client.PostAsync("vpp-participations/bulk", fire, ("Idempotency-Key", "first")))];
        Reply rejected = await await Task.WhenAny(both).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((HttpStatusCode.Conflict, "urn:vpp-enrolment:idempotency-key-in-use"), (rejected.Status, rejected["type"]));
        goOn.SetResult();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], (await Task.WhenAll(both)).Select(reply => reply.Status).Order());
        Assert.Equal(1, running);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_bulk_request_that_fails_gives_its_key_back(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        await seeded.EnrolAsync(0);
        var fire = new { programme_id = TestDirectory.Programme, @event = "CONSENT_REQUESTED" };
        (string, string) key = ("Idempotency-Key", "first");
        seeded.Database.BeforeReplace = () => throw new IOException("seeded");
        Reply failed = await seeded.Client.PostAsync("vpp-participations/bulk", fire, key);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:storage-unavailable"), (failed.Status, failed["type"]));
        seeded.Database.BeforeReplace = null;
        Reply again = await seeded.Client.PostAsync("vpp-participations/bulk", fire, key);
        Assert.Equal((HttpStatusCode.OK, "1"), (again.Status, again["transitioned"]));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_answer_is_forgotten_after_its_time_and_none_before(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database), "--Service:DeadlinePolling=00:00:00.1");
        Reply old = await seeded.PostAsync(0, "old");
        seeded.Clock.Ahead = TimeSpan.FromHours(23);
        Reply recent = await seeded.PostAsync(3, "recent");
        await Task.Delay(500);
        Assert.Equal(old.Text, (await seeded.PostAsync(0, "old")).Text);

        seeded.Clock.Ahead = TimeSpan.FromHours(25);
        // Decided when the key is read, however long its row is still there.
        Assert.Equal(recent.Text, (await seeded.PostAsync(3, "recent")).Text);
        Reply anew = await seeded.PostAsync(0, "old");
        Assert.Equal((HttpStatusCode.Conflict, "urn:vpp-enrolment:already-participating"), (anew.Status, anew["type"]));
    }
}
