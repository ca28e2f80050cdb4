using System.Text.Json;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

/// <summary>Signatures as a receiver sees them that nobody here has written: the npm package of Standard Webhooks.</summary>
[Collection(Services.CollectionApart)]
public sealed class VerificationTests(Services services)
{
    [FactWith("node", Requirement.WebhookPackages)]
    public async Task A_receiver_of_other_make_verifies_every_signature_and_no_forged_one()
    {
        await using WebhookHost host = await WebhookHost.StartAsync(await services.NewDatabaseAsync(Services.Sqlite));
        JsonObject endpoint = await host.AddAsync();
        string first = endpoint["secret"]!.ToString();
        string id = await host.Service.EnrolAsync(0);
        await host.Client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED", actor = "Zoë 🔋", note = "\"quoted\" \\ and\nbroken\tö\u2028" });
        await host.Receiver.WaitAsync(2);
        string second = (await host.Client.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint["id"]}/rotate", body: null))["secret"]!;
        await host.Client.FireAsync(id, "CONSENT_GRANTED");
        IReadOnlyList<Received> received = [.. (await host.Receiver.WaitAsync(3)).OrderBy(webhook => (long)webhook.Json["data"]!["version"]!)];

        Received last = received[2];
        Received[] forged =
        [
            last with { Body = last.Body.Replace("AWAITING_TELEMETRY", "ACTIVE", StringComparison.Ordinal) },
            last with { Headers = new Dictionary<string, string>(last.Headers) { ["webhook-id"] = received[0].Id } },
            last with { Headers = new Dictionary<string, string>(last.Headers) { ["webhook-timestamp"] = (last.Timestamp + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) } },
        ];
        string[] verdicts = await VerifyAsync(
            [(first, received[0]), (first, received[1]), (first, last), (second, last), (second, received[0]), .. forged.Select(webhook => (second, webhook))]);
        Assert.Equal(["ok", "ok", "ok", "ok"], verdicts[..4]);
        Assert.Equal(4, verdicts[4..].Length);
        Assert.All(verdicts[4..], verdict => Assert.Equal("No matching signature found", verdict));
    }

    private static async Task<string[]> VerifyAsync(IReadOnlyList<(string Secret, Received Webhook)> webhooks)
    {
        IEnumerable<string> lines = webhooks.Select(item => JsonSerializer.Serialize(new
        {
            secret = item.Secret,
            headers = item.Webhook.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value),
            body = item.Webhook.Body,
        }));
        ProgramRun run = await ProgramRun.SucceedingAsync("node", ["verify.mjs"], Repository.PathOf("tests/Service/Webhooks/node"), string.Join('\n', lines));
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
