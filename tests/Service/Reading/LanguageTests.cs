using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary><c>Accept-Language</c>: what a customer reads is in the language that the customer asks for.</summary>
[Collection(Services.Collection)]
public sealed class LanguageTests(Services services)
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("de;q=0.5, en;q=0.4", "de")]
    [InlineData("de;q=0.4, en;q=0.5", "en")]
    [InlineData("fr, de;q=0.1", "de")]
    [InlineData("fr", "en")]
    [InlineData("*", "en")]
    [InlineData("en;q=0, *", "de")]
    [InlineData("*;q=0", "en")]
    [InlineData("de;q=2, ;;, =", "en")]
    [InlineData("x-klingon, i-default, de-1901", "de")]
    public async Task The_resource_is_in_the_language_asked_for(string? asked, string language)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);

        Reply reply = await GetAsync(client, $"vpp-participations/{id}", asked);

        MessageCatalogue messages = MessageCatalogue.BuiltIn.Single(catalogue => catalogue.Language == language);
        Assert.Equal((language, "Accept-Language"), (reply.Headers["Content-Language"], reply.Headers["Vary"]));
        Assert.All(reply.Json["participation_state"]!.AsArray(), entry =>
            Assert.Equal(messages.Message(Enum.GetValues<ParticipationState>().Single(state => state.ToWireName() == entry!["state"]!.ToString())), entry!["description"]!.ToString()));
    }

    [Fact]
    public async Task Several_headers_are_one_list()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);

        Reply reply = await client.SendAsync(HttpMethod.Get, $"vpp-participations/{id}", null, ("Accept-Language", "en;q=0.2"), ("Accept-Language", "de"));

        Assert.Equal("de", reply.Headers["Content-Language"]);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Every_answer_that_a_customer_may_read_follows_and_a_strong_tag_belongs_to_one_language(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string device = service.NewDevice();
        (string, string)[] german = [("Accept-Language", "de")];
        string requested = MessageCatalogue.German.Message(ParticipationState.EnrolmentRequested);

        Reply created = await client.PostAsync("vpp-participations", new { device_id = device, programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider }, german);
        string id = created["id"]!;
        Reply[] answers =
        [
            created,
            await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "x" }, german),
            await client.FireAsync(id, "CONSENT_REQUESTED", german),
            await GetAsync(client, $"vpp-participations/{id}", "de"),
            await GetAsync(client, $"vpp-participations?device_id={device}", "de"),
            await GetAsync(client, $"vpp-participations/{id}/timeline", "de"),
        ];

        Assert.All(answers, answer => Assert.Contains(requested, answer.Text, StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.Equal(("de", "Accept-Language"), (answer.Headers["Content-Language"], answer.Headers["Vary"])));
        Reply english = await GetAsync(client, $"vpp-participations/{id}", null);
        Assert.NotEqual(answers[3].ETag, english.ETag);
        Assert.Equal(english.Text, (await GetAsync(client, $"vpp-participations/{id}", "en-US")).Text);
        Assert.Equal(english.ETag, (await GetAsync(client, $"vpp-participations/{id}", "en-US")).ETag);
        // A change may be made from what was read in any language; and the tag that a refusal gives is that of the reader's.
        Reply refused = await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "y" }, ("If-Match", created.ETag!), ("Accept-Language", "de"));
        Assert.Equal((HttpStatusCode.PreconditionFailed, answers[3].ETag), (refused.Status, refused.ETag));
        Assert.Equal(HttpStatusCode.OK, (await client.PatchAsync($"vpp-participations/{id}", new { provider_reference_id = "y" }, ("If-Match", answers[3].ETag!))).Status);
    }

    [Fact]
    public async Task A_repeat_under_its_key_is_told_in_the_language_of_the_repeat()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        Reply first = await client.FireAsync(id, "CONSENT_REQUESTED", ("Idempotency-Key", "language-1"), ("Accept-Language", "de"));
        Reply again = await client.FireAsync(id, "CONSENT_REQUESTED", ("Idempotency-Key", "language-1"), ("Accept-Language", "de"));
        Reply english = await client.FireAsync(id, "CONSENT_REQUESTED", ("Idempotency-Key", "language-1"));

        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        Assert.Equal(("en", first.Version), (english.Headers["Content-Language"], english.Version));
        Assert.Contains(MessageCatalogue.English.Message(ParticipationState.AwaitingConsent), english.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-AT, en;q=0.5", "de-AT", "Was Sie tun können")]
    [InlineData("en-US, en;q=0.9", "en-US", "What you can do")]
    [InlineData("fr", "en", "What you can do")]
    [InlineData(null, "en", "What you can do")]
    public async Task The_page_says_its_language(string? asked, string language, string words)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);

        Reply page = await GetAsync(client, $"participations/{id}", asked);

        Assert.Contains($"<html lang=\"{language}\">", page.Text, StringComparison.Ordinal);
        Assert.Contains(words, WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        Assert.Equal((language, "Accept-Language"), (page.Headers["Content-Language"], page.Headers["Vary"]));
    }

    [Fact]
    public async Task A_link_that_does_not_work_is_told_in_the_readers_language()
    {
        using ServiceClient anonymous = services.On(Services.Sqlite).Process.Client(key: null);

        Reply page = await anonymous.SendAsync(HttpMethod.Get, "participations/none?link=x", null, ("Accept", "text/html"), ("Accept-Language", "de"));

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains("Dieser Link funktioniert nicht", page.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_time_zone_is_told_at_the_start()
    {
        ProgramRun run = await ServiceProcess.TryAsync(
            new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite)) { More = ["--Service:TimeZone=Atlantis/Poseidonis"] }, "check");

        Assert.Equal(2, run.ExitStatus);
        Assert.Contains("Service:TimeZone names Atlantis/Poseidonis", run.Errors, StringComparison.Ordinal);
    }

    private static Task<Reply> GetAsync(ServiceClient client, string path, string? language) =>
        language is null ? client.GetAsync(path) : client.SendAsync(HttpMethod.Get, path, null, ("Accept-Language", language));
}
