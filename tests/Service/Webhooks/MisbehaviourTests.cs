using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

[Collection(Services.CollectionApart)]
public sealed class MisbehaviourTests(Services services)
{
    private const string TwoSeconds = "--Service:Webhooks:TimeLimit=00:00:02";

    public static TheoryData<string, string, int?, string?> Behaviours => new()
    {
        { "status 500", "PENDING", 500, null },
        { "status 302", "PENDING", 302, null },
        { "hang", "PENDING", null, "TIMED_OUT" },
        { "head byte by byte", "PENDING", null, "TIMED_OUT" },
        { "close", "PENDING", null, "CONNECTION_FAILED" },
        { "garbage", "PENDING", null, "INVALID_ANSWER" },
        { "head of a megabyte", "PENDING", null, "INVALID_ANSWER" },
        { "body byte by byte", "DELIVERED", 200, null },
        { "status 204", "DELIVERED", 204, null },
    };

    [Theory]
    [MemberData(nameof(Behaviours))]
    public async Task What_a_receiver_does_is_written_down(string behaviour, string status, int? answered, string? fault)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite), TwoSeconds);
        await using var elsewhere = new Receiver();
        host.Receiver.Answer = behaviour switch
        {
            "status 500" => Answers.Status(500),
            "status 302" => Answers.Status(302, $"Location: {elsewhere.Url}"),
            "status 204" => Answers.Status(204),
            "hang" => Answers.Hang(),
            "close" => Answers.Close(),
            "garbage" => Answers.Garbage(),
            "head byte by byte" => Answers.HeadByteByByte(),
            "head of a megabyte" => Answers.Status(200, "X: " + new string('x', 1024 * 1024)),
            _ => Answers.BodyByteByByte(),
        };
        JsonObject endpoint = await host.AddAsync();
        await host.Service.EnrolAsync(0);
        JsonObject delivery = await host.AttemptedAsync(endpoint, 1);
        JsonNode attempt = delivery["attempts"]![0]!;
        Assert.Equal((status, answered, fault), (delivery["status"]!.ToString(), (int?)attempt["status"], attempt["fault"]?.ToString()));
        Assert.Equal(0, elsewhere.Connections);
        if (fault == "TIMED_OUT")
            Assert.InRange((long)attempt["duration_ms"]!, 1_900, 30_000);
    }

    [Fact]
    public async Task Of_an_answer_of_ten_megabytes_little_is_read()
    {
        const int Megabytes = 10;
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        long written = 0;
        host.Receiver.Answer = Answers.Megabytes(Megabytes, bytes => Interlocked.Add(ref written, bytes));
        JsonObject endpoint = await host.AddAsync();
        for (int device = 0; device < 3; device++)
            await host.Service.EnrolAsync(device);
        await Eventually.GetAsync(() => host.DeliveriesAsync(endpoint), list => list.Count == 3 && list.All(delivery => delivery!["status"]!.ToString() == "DELIVERED"));
        // Each has a connection of its own, since the one before was closed; what was taken is what lies in the buffers of the system.
        Assert.Equal(3, host.Receiver.Connections);
        Assert.InRange(Interlocked.Read(ref written), 0, (3 * Megabytes * 1024 * 1024) - 1);
    }

    [Fact]
    public async Task Endpoints_that_hang_keep_no_other_waiting()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(
            await services.NewDatabaseAsync(Services.Sqlite), "--Service:Webhooks:Concurrency=8", "--Service:Webhooks:ConcurrencyPerEndpoint=8", "--Service:Webhooks:TimeLimit=00:01:00");
        List<Receiver> hanging = [new(), new(), new()];
        try
        {
            foreach (Receiver one in hanging)
            {
                one.Answer = Answers.Status(500);
                await WebhookHost.AddAsync(host.Client, one.Url);
            }

            // They are known to fail; from now on they hang, as many at a time as they may.
            await host.Service.EnrolAsync(0);
            foreach (Receiver one in hanging)
            {
                await one.WaitAsync(1);
                one.Answer = Answers.Hang();
            }

            await host.AddAsync();
            for (int device = 1; device <= 20; device++)
                await host.Service.EnrolAsync(device);
            Assert.Equal(20, (await host.Receiver.WaitAsync(20)).Select(webhook => webhook.Id).Distinct().Count());
            await Eventually.IsAsync(() => hanging.Any(one => one.All.Count > 1), () => "None of those that hang was tried again.");
        }
        finally
        {
            foreach (Receiver one in hanging)
                await one.DisposeAsync();
        }
    }
}
