using System.Net;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Errors that a database gives only by chance, or never, given by one that is told to. The service runs in the process of the tests.</summary>
[Collection(Services.Collection)]
public sealed class SeededFaultTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_fault_of_the_service_is_told_without_a_word_of_it_and_the_key_is_free_again(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string id = await seeded.EnrolAsync(0);
        var fire = new { @event = "CONSENT_REQUESTED" };
        (string, string) key = ("Idempotency-Key", "first");
        seeded.Database.BeforeExecute = (_, _) => throw new NotSupportedException("a secret");
        seeded.Database.BeforeWrite = () => throw new NotSupportedException("a secret");

        Reply failed = await seeded.Client.PostAsync($"vpp-participations/{id}/events", fire, key);
        Assert.Equal((HttpStatusCode.InternalServerError, "urn:vpp-enrolment:internal-error"), (failed.Status, failed["type"]));
        Assert.DoesNotContain("secret", failed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("NotSupported", failed.Text, StringComparison.Ordinal);
        Reply enrollment = await seeded.Client.PatchAsync($"v1/enrollments/{id}", new { status_reason = "x" });
        Assert.Equal((HttpStatusCode.InternalServerError, "INTERNAL_ERROR"), (enrollment.Status, enrollment["code"]));
        Assert.Equal(1, (await seeded.Client.GetAsync($"vpp-participations/{id}")).Version);

        seeded.Database.BeforeExecute = null;
        seeded.Database.BeforeWrite = null;
        Assert.Equal((HttpStatusCode.OK, 2), await SentAsync(seeded.Client.PostAsync($"vpp-participations/{id}/events", fire, key)));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_writer_whom_others_are_always_ahead_of_is_told_so_and_has_written_nothing(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string id = await seeded.EnrolAsync(0);
        var fire = new { @event = "CONSENT_REQUESTED" };
        (string, string) key = ("Idempotency-Key", "first");
        int attempts = 0;
        seeded.Database.BeforeExecute = (underneath, _) =>
        {
            attempts++;
            return underneath.ExecuteAsync([new SqlStatement("UPDATE participation SET version = version + 1, version_token = version_token + 1 WHERE id = $1", id)], CancellationToken.None);
        };

        Reply contended = await seeded.Client.PostAsync($"vpp-participations/{id}/events", fire, key);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:vpp-enrolment:contended"), (contended.Status, contended["type"]));
        Assert.Equal("1", contended.Headers["Retry-After"]);
        Assert.InRange(attempts, 2, 30);
        seeded.Database.BeforeExecute = null;
        Reply now = await seeded.Client.GetAsync($"vpp-participations/{id}");
        Assert.Equal(("ENROLMENT_REQUESTED", attempts + 1), (now["current_state"], now.Version));
        Assert.Equal((HttpStatusCode.OK, attempts + 2), await SentAsync(seeded.Client.PostAsync($"vpp-participations/{id}/events", fire, key)));
        await History.CheckedAsync(seeded.Client, id);
    }

    private static async Task<(HttpStatusCode, long)> SentAsync(Task<Reply> sent)
    {
        Reply reply = await sent;
        return (reply.Status, reply.Version);
    }
}
