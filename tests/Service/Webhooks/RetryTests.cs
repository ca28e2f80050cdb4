using System.Globalization;
using System.Text.Json.Nodes;
using EnrolmentService.Webhooks;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>What becomes of deliveries that fail. The clock is put forward; nothing waits for it.</summary>
[Collection(Services.CollectionApart)]
public sealed class RetryTests(Services services)
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    [Fact]
    public void Waits_are_the_schedule_s_a_tenth_more_or_less()
    {
        foreach ((int index, TimeSpan wait) in Waits.Index())
        {
            foreach (double chance in new[] { 0, 0.5, 1 })
                Assert.Equal(wait.TotalSeconds * (0.9 + (0.2 * chance)), RetrySchedule.WaitAfter(index + 1, null, chance)!.Value.TotalSeconds, precision: 3);
        }

        Assert.Null(RetrySchedule.WaitAfter(10, null, 0.5));
        Assert.Equal(TimeSpan.FromHours(1), RetrySchedule.WaitAfter(1, TimeSpan.FromHours(1), 0.5));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.WaitAfter(1, TimeSpan.FromDays(300), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.WaitAfter(1, TimeSpan.FromSeconds(1), 0.5));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_receiver_that_always_fails_is_tried_ten_times_over_three_days_and_then_no_more(string database)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(database));
        host.Receiver.Answer = Answers.Status(500);
        JsonObject endpoint = await host.AddAsync();
        DateTimeOffset first = host.Service.Clock.GetUtcNow();
        await host.Service.EnrolAsync(0);
        foreach ((int index, TimeSpan wait) in Waits.Index())
        {
            JsonObject delivery = await host.AttemptedAsync(endpoint, index + 1);
            Assert.Equal("PENDING", delivery["status"]!.ToString());
            DateTimeOffset tried = Time(delivery["attempts"]![index]!["time"]);
            DateTimeOffset next = Time(delivery["next_attempt_at"]);
            Assert.InRange(next - tried, wait * 0.9, (wait * 1.1) + TimeSpan.FromSeconds(30));
            Assert.False((bool)(await host.EndpointAsync(endpoint))["disabled"]!);
            host.Service.Clock.Ahead += next - host.Service.Clock.GetUtcNow();
        }

        JsonObject failed = await host.AttemptedAsync(endpoint, 10);
        Assert.Equal(("FAILED", null), (failed["status"]!.ToString(), failed["next_attempt_at"]?.ToString()));
        Assert.All(failed["attempts"]!.AsArray(), attempt => Assert.Equal((500, null), ((int)attempt!["status"]!, attempt["fault"]?.ToString())));

        // Three days after the first failure, and not before.
        TimeSpan threeDays = first + TimeSpan.FromDays(3) - host.Service.Clock.GetUtcNow();
        host.Service.Clock.Ahead += threeDays > TimeSpan.Zero ? threeDays + TimeSpan.FromMinutes(1) : TimeSpan.Zero;
        await host.KeepUpAsync();
        JsonObject disabled = await host.EndpointAsync(endpoint);
        Assert.Equal((true, "FAILING"), ((bool)disabled["disabled"]!, disabled["disabled_reason"]!.ToString()));
        await host.Service.EnrolAsync(3);
        await Task.Delay(300);
        Assert.Equal(10, host.Receiver.All.Count);
    }

    [Fact]
    public async Task A_success_in_between_keeps_an_endpoint_enabled()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        host.Receiver.Answer = Answers.Status(503);
        JsonObject endpoint = await host.AddAsync();
        await host.Service.EnrolAsync(0);
        await host.AttemptedAsync(endpoint, 1);
        Assert.NotNull((await host.EndpointAsync(endpoint))["failing_since"]);
        host.Service.Clock.Ahead += TimeSpan.FromDays(3) - TimeSpan.FromHours(1);
        await host.KeepUpAsync();
        Assert.False((bool)(await host.EndpointAsync(endpoint))["disabled"]!);
        host.Receiver.Answer = Answers.Status(200);
        // It may have been tried again before the answer was another.
        host.Service.Clock.Ahead += TimeSpan.FromMinutes(10);
        await Eventually.GetAsync(() => host.EndpointAsync(endpoint), found => found["failing_since"] is null);
        host.Service.Clock.Ahead += TimeSpan.FromDays(30);
        await host.KeepUpAsync();
        Assert.False((bool)(await host.EndpointAsync(endpoint))["disabled"]!);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_disabled_at_once()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        host.Receiver.Answer = Answers.Status(410);
        JsonObject endpoint = await host.AddAsync();
        await host.Service.EnrolAsync(0);
        Assert.Equal("FAILED", (await host.AttemptedAsync(endpoint, 1))["status"]!.ToString());
        JsonObject disabled = await host.EndpointAsync(endpoint);
        Assert.Equal((true, "GONE"), ((bool)disabled["disabled"]!, disabled["disabled_reason"]!.ToString()));
        await host.Service.EnrolAsync(3);
        await Task.Delay(300);
        Assert.Single(host.Receiver.All);
    }

    [Theory]
    [InlineData(429, "3600", 3600)]
    [InlineData(503, "900", 900)]
    [InlineData(503, "2", 5)]
    [InlineData(500, "604800", 86400)]
    [InlineData(503, "soon", 5)]
    [InlineData(503, null, 7200)]
    public async Task A_receiver_that_asks_for_time_gets_it(int status, string? retryAfter, int seconds)
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        // Null stands for a date, two hours from now.
        string asked = retryAfter ?? host.Service.Clock.GetUtcNow().AddHours(2).ToString("R", CultureInfo.InvariantCulture);
        host.Receiver.Answer = Answers.Status(status, $"Retry-After: {asked}");
        JsonObject endpoint = await host.AddAsync();
        await host.Service.EnrolAsync(0);
        JsonObject delivery = await host.AttemptedAsync(endpoint, 1);
        TimeSpan wait = Time(delivery["next_attempt_at"]) - Time(delivery["attempts"]![0]!["time"]);
        Assert.InRange(wait, TimeSpan.FromSeconds((seconds == 5 ? 4.5 : seconds) - 10), TimeSpan.FromSeconds(seconds + 30));
        Assert.True(seconds == 5 || wait > TimeSpan.FromSeconds(60));
    }

    private static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse(node!.ToString(), CultureInfo.InvariantCulture);
}
