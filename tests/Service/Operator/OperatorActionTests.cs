using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Operator;

/// <summary>What an operator does with a participation, and with a programme.</summary>
[Collection(Services.CollectionForOperators)]
public sealed class OperatorActionTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task An_operator_approves_pauses_resumes_and_ends_and_the_history_has_it(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingEligibility);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));

        await ActAsync(browser, id, "ELIGIBILITY_CONFIRMED", "REGISTRATION_CONFIRMED");
        await ActAsync(browser, id, "REGISTRATION_CONFIRMED", "UNRECOVERABLE_ERROR");
        await client.FireAsync(id, "DEVICE_WENT_LIVE");
        await ActAsync(browser, id, "OPERATOR_PAUSED", "OPERATOR_RESUMED", ("note", "Wartung bis Freitag"), ("reason_code", "STORM"));
        Assert.Equal("STORM", (await client.GetAsync($"v1/enrollments/{id}"))["status_reason"]);
        Assert.Contains("Reason given: STORM", OperatorBrowser.WordsOf(await browser.GetAsync($"operator/participations/{id}")), StringComparison.Ordinal);
        await ActAsync(browser, id, "OPERATOR_RESUMED", "OPERATOR_PAUSED");
        await ActAsync(browser, id, "LEAVE_REQUESTED", "Nothing is permitted to an operator in this state.", ("sure", "yes"));

        JsonArray history = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray();
        string actor = $"key:{service.Key("one-live").Split('_')[2]}";
        JsonNode paused = history.Single(entry => entry!["event"]!["event"]!.ToString() == "OPERATOR_PAUSED")!["event"]!;
        Assert.Equal((actor, "Wartung bis Freitag", "STORM"), (paused["actor"]!.ToString(), paused["note"]!.ToString(), paused["reason_code"]!.ToString()));
        Assert.Equal(
            ["ELIGIBILITY_CONFIRMED", "OPERATOR_PAUSED", "OPERATOR_RESUMED", "LEAVE_REQUESTED"],
            history.Where(entry => entry!["event"]!["event"]!.ToString() is "ELIGIBILITY_CONFIRMED" or "OPERATOR_PAUSED" or "OPERATOR_RESUMED" or "LEAVE_REQUESTED" && entry["event"]!["actor"]!.ToString() == actor)
                .Select(entry => entry!["event"]!["event"]!.ToString()));
        string words = OperatorBrowser.WordsOf(await browser.GetAsync($"operator/participations/{id}"));
        Assert.Contains("OPERATOR_PAUSED transitioned", words, StringComparison.Ordinal);
        Assert.Contains($"by {actor}, STORM Wartung bis Freitag", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_the_state_permits_is_offered()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            string id = await service.EnrolToAsync(client, state);
            Reply page = await browser.GetAsync($"operator/participations/{id}");
            string[] offered = [.. LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName()).Where(name => page.Text.Contains($"name=\"event\" value=\"{name}\"", StringComparison.Ordinal))];
            // What is refused in every state but one says what is permitted in its place.
            JsonArray? permitted = (await client.PostAsync($"vpp-participations/{id}/events", new { @event = "SITE_DELETED" })).Json["permitted"]?.AsArray();
            Assert.Equal(state == ParticipationState.Unenrolled, permitted is null);
            Assert.Equal(
                (permitted ?? []).Select(name => name!.ToString()).Where(name =>
                    name is "ELIGIBILITY_CONFIRMED" or "ELIGIBILITY_DENIED" or "REGISTRATION_CONFIRMED" or "REGISTRATION_DECLINED" or "OPERATOR_PAUSED" or "OPERATOR_RESUMED" or "REWARDS_SETTLED"
                        or "LEAVE_REQUESTED" or "UNRECOVERABLE_ERROR"),
                offered);
        }
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Who_decides_on_an_outdated_page_is_told_and_nothing_is_done(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        string path = $"/operator/participations/{id}";
        Reply page = await browser.GetAsync(path);
        string version = (await client.FireAsync(id, "CUSTOMER_PAUSED")).ETag!;

        Reply stale = await browser.SendAsync(page, path, ("event", "OPERATOR_PAUSED"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Contains("Nothing was done. The participation has changed since you opened this page: it is SUSPENDED now.", OperatorBrowser.WordsOf(stale), StringComparison.Ordinal);
        Assert.Equal(version, (await client.GetAsync($"vpp-participations/{id}")).ETag);
        // What it shows is the new state: from there the decision can be taken again.
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SendAsync(stale, path, ("event", "OPERATOR_PAUSED"))).Status);
    }

    [Fact]
    public async Task A_form_sent_twice_is_done_once()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        string path = $"/operator/participations/{id}";
        (string, string)[] form = [.. OperatorBrowser.Hidden(await browser.GetAsync(path), path, ("event", "OPERATOR_PAUSED")), ("event", "OPERATOR_PAUSED")];

        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.PostAsync(path, form)));

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.SeeOther, $"{path}?done=OPERATOR_PAUSED&outcome=TRANSITIONED"), (reply.Status, reply.Headers["Location"])));
        Assert.Single((await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray(), entry => entry!["event"]!["event"]!.ToString() == "OPERATOR_PAUSED");
    }

    [Theory]
    [InlineData("event=CONSENT_GRANTED", 422, "It is not said what to do.")]
    [InlineData("event=", 422, "It is not said what to do.")]
    [InlineData("event=LEAVE_REQUESTED", 422, "cannot be undone: say that you are sure.")]
    [InlineData("event=OPERATOR_PAUSED&reason_code=storm", 422, "The reason code is no reason code.")]
    [InlineData("event=OPERATOR_PAUSED&note=a%00b", 422, "The note has a control character (U+0000) at index 1.")]
    [InlineData("event=OPERATOR_PAUSED&version=7", 422, "does not say which version")]
    [InlineData("event=ELIGIBILITY_CONFIRMED", 409, "ELIGIBILITY_CONFIRMED is not permitted in ACTIVE")]
    public async Task What_does_not_fit_is_told_and_nothing_is_done(string fields, int status, string told)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        string version = (await client.GetAsync($"vpp-participations/{id}")).ETag!;
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        string path = $"/operator/participations/{id}";
        (string Name, string Value)[] filled = [.. fields.Split('&').Select(field => (field.Split('=')[0], WebUtility.UrlDecode(field.Split('=')[1])))];
        Reply page = await browser.GetAsync(path);

        Reply refused = await browser.PostAsync(path, [.. OperatorBrowser.Hidden(page, path).Where(field => filled.All(one => one.Name != field.Name)), .. filled]);

        Assert.Equal((HttpStatusCode)status, refused.Status);
        Assert.Contains(told, OperatorBrowser.WordsOf(refused), StringComparison.Ordinal);
        Assert.Contains("Nothing was done.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(version, (await client.GetAsync($"vpp-participations/{id}")).ETag);
    }

    [Fact]
    public async Task Another_accounts_participation_is_not_there()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        foreach (string label in new[] { "two-live", "one-test" })
        {
            using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key(label));
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"operator/participations/{id}")).Status);
            Assert.DoesNotContain(id, (await browser.GetAsync("operator")).Text, StringComparison.Ordinal);
            string token = OperatorBrowser.Hidden(await browser.GetAsync("operator"), "/operator/sign-out").Single().Value;
            Reply refused = await browser.PostAsync($"/operator/participations/{id}", ("form_token", token), ("event", "OPERATOR_PAUSED"), ("version", (await client.GetAsync($"vpp-participations/{id}")).ETag!.Trim('"').Split('.')[0]));
            Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        }

        Assert.Equal("ACTIVE", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_bulk_action_says_how_many_it_concerns_before_it_is_done_and_what_it_came_to(string database)
    {
        await using RunningService service = await services.StartAsync(database);
        using ServiceClient client = service.Client();
        for (int number = 0; number < 3; number++)
            await service.EnrolToAsync(client, ParticipationState.Active, TestDirectory.OtherProgramme);
        string paused = await service.EnrolToAsync(client, ParticipationState.Active, TestDirectory.OtherProgramme);
        await client.FireAsync(paused, "CUSTOMER_PAUSED");
        await service.EnrolToAsync(client, ParticipationState.AwaitingConsent, TestDirectory.OtherProgramme);
        await service.EnrolToAsync(client, ParticipationState.Active);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));

        Reply asked = await browser.GetAsync($"operator/bulk?programme={TestDirectory.OtherProgramme}&event=OPERATOR_PAUSED");
        Assert.Contains("Pause: 4 of 5 in Winter It changes 4 participations as they stand now.", OperatorBrowser.WordsOf(asked), StringComparison.Ordinal);
        Assert.Equal("[\"CUSTOMER_REQUEST\"]", (await client.GetAsync($"vpp-participations/{paused}")).Json["suspension_reasons"]!.ToJsonString());

        Reply unsure = await browser.SendAsync(asked, "/operator/bulk");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsure.Status);
        Assert.Contains("Nothing was done. Say that you are sure.", OperatorBrowser.WordsOf(unsure), StringComparison.Ordinal);

        (string, string)[] form = [.. OperatorBrowser.Hidden(asked, "/operator/bulk"), ("sure", "yes"), ("reason_code", "STORM")];
        Reply done = await browser.PostAsync("/operator/bulk", form);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        const string Numbers = "Pause: done in Winter Looked at 5 Moved to another state 3 Changed within their state 1 Nothing to change 0 Not permitted 1";
        Assert.Contains(Numbers, OperatorBrowser.WordsOf(done), StringComparison.Ordinal);
        // Loading the answer again sends the form again: it tells what it came to, and does nothing.
        Assert.Contains(Numbers, OperatorBrowser.WordsOf(await browser.PostAsync("/operator/bulk", form)), StringComparison.Ordinal);
        JsonNode last = (await client.GetAsync($"vpp-participations/{paused}/history")).Json["data"]!.AsArray()[^1]!["event"]!;
        Assert.Equal(("OPERATOR_PAUSED", "STORM"), (last["event"]!.ToString(), last["reason_code"]!.ToString()));
        Assert.Contains("Pause: 0 of 5", OperatorBrowser.WordsOf(await browser.GetAsync($"operator/bulk?programme={TestDirectory.OtherProgramme}&event=OPERATOR_PAUSED")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("programme=none&event=OPERATOR_PAUSED")]
    [InlineData("programme=vpr_bulk&event=CONSENT_GRANTED")]
    [InlineData("programme=vpr_bulk")]
    [InlineData("event=OPERATOR_PAUSED")]
    [InlineData("programme=%00&event=OPERATOR_PAUSED")]
    public async Task A_bulk_action_that_cannot_be_asked_for_is_told(string query)
    {
        RunningService service = services.On(Services.Sqlite);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        Reply reply = await browser.GetAsync($"operator/bulk?{query}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Contains("Choose a programme and what to do.", reply.Text, StringComparison.Ordinal);
    }

    /// <summary>Sends the form of an action, and looks at the page that follows: it says so, and has something to do or to read.</summary>
    private static async Task ActAsync(OperatorBrowser browser, string id, string trigger, string thenShown, params (string, string)[] filled)
    {
        string path = $"/operator/participations/{id}";
        Reply sent = await browser.SendAsync(await browser.GetAsync(path), path, [("event", trigger), .. filled]);
        Assert.True(sent.Status == HttpStatusCode.SeeOther, $"{trigger}: {sent}");
        Assert.Equal($"{path}?done={trigger}&outcome=TRANSITIONED", sent.Headers["Location"]);
        Reply page = await browser.GetAsync(sent.Headers["Location"]);
        Assert.Contains(": done.", page.Text, StringComparison.Ordinal);
        Assert.Contains(thenShown, page.Text, StringComparison.Ordinal);
    }
}
