using System.Net;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Operator;

/// <summary>The operator's overview: counts, search, filters and pages of the list.</summary>
[Collection(Services.CollectionForOperators)]
public sealed partial class OperatorListTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Counts_filters_search_and_paging_show_the_accounts_participations_and_no_others(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        using ServiceClient other = service.Client("two-live");
        var ids = new List<string>();
        for (int number = 0; number < 52; number++)
            ids.Add(await service.EnrolAsync(client));
        string suspended = await service.EnrolToAsync(client, ParticipationState.Suspended, TestDirectory.OtherProgramme);
        string reason = (await client.GetAsync($"vpp-participations/{suspended}")).Json["suspension_reasons"]![0]!.ToString();
        await service.EnrolAsync(other, "two");
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));

        Reply first = await browser.GetAsync("operator");
        Assert.Matches("data-state=\"ENROLMENT_REQUESTED\"><a[^>]*><span>Enrolment requested</span> <b>52</b>", first.Text);
        Assert.Matches("data-state=\"SUSPENDED\"><a[^>]*><span>Suspended</span> <b>1</b>", first.Text);
        string[] newest = [suspended, .. Enumerable.Reverse(ids)];
        Assert.Equal(newest[..50], IdsOf(first));
        Assert.DoesNotContain("rel=\"prev\"", first.Text, StringComparison.Ordinal);
        Reply second = await browser.GetAsync(LinkOf(first, "next"));
        Assert.Equal(newest[50..], IdsOf(second));
        Assert.DoesNotContain("rel=\"next\"", second.Text, StringComparison.Ordinal);
        Reply back = await browser.GetAsync(LinkOf(second, "prev"));
        Assert.Equal(newest[..50], IdsOf(back));
        Assert.Equal(newest[50..], IdsOf(await browser.GetAsync(LinkOf(back, "next"))));

        Assert.Equal([suspended], IdsOf(await browser.GetAsync("operator?state=SUSPENDED")));
        Assert.Equal([suspended], IdsOf(await browser.GetAsync($"operator?programme={TestDirectory.OtherProgramme}")));
        Assert.Equal([suspended], IdsOf(await browser.GetAsync($"operator?reason={reason}")));
        Assert.Empty(IdsOf(await browser.GetAsync($"operator?programme={TestDirectory.OtherProgramme}&state=ACTIVE")));
        Assert.Equal(50, IdsOf(await browser.GetAsync($"operator?changed_since={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}")).Length);
        Assert.Empty(IdsOf(await browser.GetAsync($"operator?changed_since={DateTime.UtcNow.AddDays(2):yyyy-MM-dd}")));
        // The counts are those of the programme.
        Assert.Matches("data-state=\"ENROLMENT_REQUESTED\"><a[^>]*><span>Enrolment requested</span> <b>0</b>", (await browser.GetAsync($"operator?programme={TestDirectory.OtherProgramme}")).Text);

        Reply found = await browser.GetAsync($"operator?q={suspended}");
        Assert.Equal((HttpStatusCode.SeeOther, $"/operator/participations/{suspended}"), (found.Status, found.Headers["Location"]));
        string device = (await client.GetAsync($"vpp-participations/{ids[7]}"))["device_id"]!;
        Assert.Equal([ids[7]], IdsOf(await browser.GetAsync($"operator?q={device}")));
        Assert.Empty(IdsOf(await browser.GetAsync("operator?q=nothing-of-that-name")));
    }

    [Theory]
    [InlineData("state=SLEEPING", "The state is none of the lifecycle’s.")]
    [InlineData("reason=WEATHER", "The reason is none of the lifecycle’s.")]
    [InlineData("changed_since=yesterday", "The day is none.")]
    [InlineData("programme=%00", "The programme is no identifier.")]
    [InlineData("q=%00", "no identifier of a participation or a device")]
    [InlineData("after=vpp_none", "The page asked for is not there")]
    [InlineData("after=a&before=b", "not both")]
    public async Task What_cannot_be_asked_is_told_on_the_page(string query, string told)
    {
        RunningService service = services.On(Services.Sqlite);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        Reply reply = await browser.GetAsync($"operator?{query}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Contains(told.Replace('’', '\''), OperatorBrowser.WordsOf(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_is_paged_newest_first()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        for (int number = 0; number < 50; number++)
            await client.FireAsync(id, "TELEMETRY_RECEIVED");
        int events = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray().Count;
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));

        Reply latest = await browser.GetAsync($"operator/participations/{id}");
        Assert.Equal(50, HistoryEntry().Count(latest.Text));
        Assert.Contains($"<ol class=\"history\" reversed start=\"{events}\">", latest.Text, StringComparison.Ordinal);
        string earlier = Regex.Match(latest.Text, "href=\"([^\"]*before=[0-9]+)#history-title\"").Groups[1].Value;
        Reply first = await browser.GetAsync(earlier);
        Assert.Equal(events - 50, HistoryEntry().Count(first.Text));
        Assert.Contains("ENROLMENT_REQUESTED", OperatorBrowser.WordsOf(first), StringComparison.Ordinal);
        Assert.DoesNotContain("before=", first.Text, StringComparison.Ordinal);
    }

    private static string[] IdsOf(Reply page)
    {
        Assert.True(page.Status == HttpStatusCode.OK, page.ToString());
        return [.. Regex.Matches(page.Text, "class=\"id\" href=\"/operator/participations/([^\"]+)\"").Select(match => match.Groups[1].Value)];
    }

    private static string LinkOf(Reply page, string relation) => WebUtility.HtmlDecode(Regex.Match(page.Text, $"rel=\"{relation}\" href=\"([^\"]+)\"").Groups[1].Value);

    [GeneratedRegex("<code>[A-Z_]+</code> <span class=\"soft\">(transitioned|updated|ignored)")]
    private static partial Regex HistoryEntry();
}
