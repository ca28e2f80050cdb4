using System.Net;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Operator;

/// <summary>Where events are sent, and what became of them, on the operator's pages.</summary>
[Collection(Services.CollectionForOperators)]
public sealed class OperatorWebhookTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Deliveries_are_shown_with_their_tries_and_one_is_delivered_again(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        Reply made = await client.PostAsync("webhook-endpoints", new { url = "https://receiver.invalid/hook", description = "the back office" });
        string endpoint = made["id"]!;
        string id = await service.EnrolAsync(client);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));

        string list = OperatorBrowser.WordsOf(await browser.GetAsync("operator/webhooks"));
        Assert.Contains("https://receiver.invalid/hook", list, StringComparison.Ordinal);
        Assert.Contains("the back office", list, StringComparison.Ordinal);
        Assert.DoesNotContain(made["secret"]!, list, StringComparison.Ordinal);

        string path = $"/operator/webhooks/{endpoint}";
        Reply page = await PageWithTriesAsync(browser, path, 1);
        Assert.Contains("vpp_participation.created", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/operator/participations/{id}\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(made["secret"]!, page.Text, StringComparison.Ordinal);

        Reply again = await browser.SendAsync(page, path);
        Assert.Equal((HttpStatusCode.SeeOther, $"{path}?done=redelivered"), (again.Status, again.Headers["Location"]));
        Assert.Contains("It is delivered once more.", (await browser.GetAsync(again.Headers["Location"])).Text, StringComparison.Ordinal);
        await PageWithTriesAsync(browser, path, 2);

        await client.PatchAsync($"webhook-endpoints/{endpoint}", new { disabled = true });
        Reply refused = await browser.SendAsync(page, path);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Nothing was done. The endpoint is disabled", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_accounts_endpoint_is_not_there()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client();
        string endpoint = (await client.PostAsync("webhook-endpoints", new { url = "https://receiver.invalid/hook" }))["id"]!;
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("two-live"));
        Reply list = await browser.GetAsync("operator/webhooks");
        Assert.DoesNotContain("receiver.invalid", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"operator/webhooks/{endpoint}")).Status);
        string token = OperatorBrowser.Hidden(list, "/operator/sign-out").Single().Value;
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/operator/webhooks/{endpoint}", ("form_token", token), ("delivery", "whd_0"))).Status);
    }

    private static async Task<Reply> PageWithTriesAsync(OperatorBrowser browser, string path, int tries)
    {
        for (int looked = 0; ; looked++)
        {
            Reply page = await browser.GetAsync(path);
            if (Regex.Count(page.Text, "name not resolved|connection failed") >= tries && page.Text.Contains("name=\"delivery\"", StringComparison.Ordinal))
                return page;
            Assert.True(looked < 200, OperatorBrowser.WordsOf(page));
            await Task.Delay(100);
        }
    }
}
