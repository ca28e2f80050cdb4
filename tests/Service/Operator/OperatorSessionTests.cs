using System.Net;
using EnrolmentService;
using EnrolmentService.Operator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Operator;

/// <summary>Who gets to the operator's pages, and who does not.</summary>
[Collection(Services.CollectionForOperators)]
public sealed class OperatorSessionTests(Services services)
{
    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task A_key_opens_a_session_which_its_cookie_keeps_and_signing_out_ends(string database)
    {
        RunningService service = services.On(database);
        using var browser = new OperatorBrowser(service.Process.Address);
        Reply asked = await browser.GetAsync("operator?state=ACTIVE");
        Assert.Equal((HttpStatusCode.SeeOther, "/operator/sign-in?to=%2Foperator%3Fstate%3DACTIVE"), (asked.Status, asked.Headers["Location"]));

        Reply signedIn = await browser.SendAsync(await browser.GetAsync(asked.Headers["Location"]), "/operator/sign-in", ("key", service.Key("one-live")));

        Assert.Equal((HttpStatusCode.SeeOther, "/operator?state=ACTIVE"), (signedIn.Status, signedIn.Headers["Location"]));
        string cookie = signedIn.Headers["Set-Cookie"].ToLowerInvariant();
        Assert.Contains("vpp-operator=", cookie, StringComparison.Ordinal);
        Assert.All(["httponly", "samesite=strict", "path=/operator"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        // Without https there is no cookie for https alone.
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Reply page = await browser.GetAsync("operator");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Account one live", OperatorBrowser.WordsOf(page), StringComparison.Ordinal);

        string value = browser.Cookies["vpp-operator"]!.Value;
        Reply signedOut = await browser.SendAsync(page, "/operator/sign-out");
        Assert.Equal((HttpStatusCode.SeeOther, "/operator/sign-in"), (signedOut.Status, signedOut.Headers["Location"]));
        Assert.Null(browser.Cookies["vpp-operator"]);
        // The cookie itself is worth nothing any more.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("operator", UriKind.Relative));
        request.Headers.Add("Cookie", $"vpp-operator={value}");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/operator")]
    [InlineData("/operatorx")]
    [InlineData("/vpp-participations")]
    [InlineData("/operator\\@elsewhere.example")]
    [InlineData("/operator/\r\nSet-Cookie: x=y")]
    public async Task Signing_in_leads_to_no_other_place(string to)
    {
        RunningService service = services.On(Services.Sqlite);
        using var browser = new OperatorBrowser(service.Process.Address);
        Reply form = await browser.GetAsync("operator/sign-in");
        Reply reply = await browser.SendAsync(form, "/operator/sign-in", ("key", service.Key("one-live")), ("to", to));
        Assert.Equal((HttpStatusCode.SeeOther, "/operator"), (reply.Status, reply.Headers["Location"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    [InlineData("wrong secret")]
    [InlineData("wrong mode")]
    public async Task What_is_no_key_opens_nothing(string key)
    {
        RunningService service = services.On(Services.Sqlite);
        using var browser = new OperatorBrowser(service.Process.Address);
        string live = service.Key("two-live");
        Reply reply = await browser.SignInAsync(key switch
        {
            "wrong secret" => live[..^64] + new string('0', 64),
            "wrong mode" => live.Replace("vpk_live", "vpk_test", StringComparison.Ordinal),
            _ => key,
        });
        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Contains("This is no key", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0000000000000000", reply.Text, StringComparison.Ordinal);
        Assert.Null(browser.Cookies["vpp-operator"]);
    }

    [Fact]
    public async Task Without_a_session_every_page_leads_to_signing_in_and_a_key_alone_opens_none()
    {
        using WebApplication app = ServiceHost.Build([]);
        RouteEndpoint[] pages = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/operator", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.EndsWith("/sign-in", StringComparison.Ordinal))];
        Assert.True(pages.Length >= 9, $"{pages.Length}");
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        foreach (RouteEndpoint page in pages)
        {
            foreach (string method in page.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                string path = page.RoutePattern.RawText!.Replace("{id}", "x", StringComparison.Ordinal).TrimStart('/');
                Reply reply = await client.SendAsync(new HttpMethod(method), path, method == "POST" ? "event=OPERATOR_PAUSED" : null, "application/x-www-form-urlencoded");
                Assert.True(reply.Status == HttpStatusCode.SeeOther, $"{method} {path}: {reply}");
                Assert.StartsWith("/operator/sign-in", reply.Headers["Location"], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_session_opens_the_pages_and_not_the_interface()
    {
        RunningService service = services.On(Services.Sqlite);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("vpp-participations?device_id=x", UriKind.Relative));
        request.Headers.Add("Cookie", $"vpp-operator={browser.Cookies["vpp-operator"]!.Value}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_form_without_its_sessions_token_is_refused_and_does_nothing()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        using OperatorBrowser other = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        string path = $"/operator/participations/{id}";
        (string Name, string Value)[] form = [.. OperatorBrowser.Hidden(await browser.GetAsync(path), path, ("event", "OPERATOR_PAUSED")), ("event", "OPERATOR_PAUSED")];
        string foreign = OperatorBrowser.Hidden(await other.GetAsync(path), path, ("event", "OPERATOR_PAUSED")).Single(field => field.Name == "form_token").Value;

        foreach (string? token in new[] { null, "", "x", foreign })
        {
            (string, string)[] sent = [.. form.Where(field => field.Name != "form_token"), .. token is null ? [] : new[] { ("form_token", token) }];
            Reply refused = await browser.PostAsync(path, sent);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Contains("does not belong to your session", refused.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/operator/sign-out", ("form_token", foreign))).Status);
        Assert.Equal("ACTIVE", (await client.GetAsync($"vpp-participations/{id}"))["current_state"]);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync(path, form)).Status);
    }

    [Fact]
    public async Task Signing_in_asks_for_the_token_of_its_own_form()
    {
        RunningService service = services.On(Services.Sqlite);
        using var browser = new OperatorBrowser(service.Process.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/operator/sign-in", ("key", service.Key("one-live")))).Status);
        using var other = new OperatorBrowser(service.Process.Address);
        Reply foreign = await other.GetAsync("operator/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(foreign, "/operator/sign-in", ("key", service.Key("one-live")))).Status);
        Assert.Null(browser.Cookies["vpp-operator"]);
    }

    [Theory]
    [InlineData("application/json", "{}", 415)]
    [InlineData("text/plain", "key=x", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", "key=x", 415)]
    [InlineData("application/x-www-form-urlencoded", "LONG", 413)]
    [InlineData("application/x-www-form-urlencoded", "%FF%00&&=;=%", 403)]
    public async Task What_is_no_form_is_refused_with_a_page(string mediaType, string body, int status)
    {
        using ServiceClient client = services.On(Services.Sqlite).Process.Client(key: null);
        Reply reply = await client.SendAsync(HttpMethod.Post, "operator/sign-in", body.Replace("LONG", new string('x', 70_000), StringComparison.Ordinal), mediaType);
        Assert.Equal((HttpStatusCode)status, reply.Status);
        Assert.StartsWith("text/html", reply.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_when_its_time_is_over()
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(Services.Sqlite), "--Service:OperatorSession=02:00:00");
        string key = seeded.Client.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(seeded.Client.Http.BaseAddress!, key);
        seeded.Clock.Ahead = TimeSpan.FromHours(2) - TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("operator")).Status);
        seeded.Clock.Ahead = TimeSpan.FromHours(2) + TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("operator")).Status);
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Sessions_whose_time_is_over_are_deleted_by_work_of_its_own_and_not_by_who_signs_in(string database)
    {
        await using SeededService seeded = await SeededService.StartAsync(await services.NewDatabaseAsync(database));
        string key = seeded.Client.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        await seeded.Database.ExecuteAsync(
            [.. Enumerable.Range(0, 2_001).Select(number => new SqlStatement("INSERT INTO operator_session (token_hash, key_id, expires_at) VALUES ($1, $2, 1)", $"{number:D4}", key.Split('_')[2]))],
            CancellationToken.None);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(seeded.Client.Http.BaseAddress!, key);
        Assert.Equal(2_002L, await CountAsync());
        await seeded.Services.GetRequiredService<OperatorSessionUpkeep>().RunOnceAsync(CancellationToken.None);
        Assert.Equal(1L, await CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("operator")).Status);

        async Task<object?> CountAsync() => await seeded.Database.ScalarAsync(new SqlStatement("SELECT COUNT(*) FROM operator_session"), CancellationToken.None);
    }

    [Fact]
    public async Task A_revoked_key_ends_its_sessions()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using OperatorBrowser browser = await OperatorBrowser.SignInAsync(service.Process.Address, service.Key("one-live"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("operator")).Status);
        await ServiceProcess.RunAsync(service.Settings, "revoke-key", service.Key("one-live").Split('_')[2]);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("operator")).Status);
    }

    [Fact]
    public async Task Signing_in_is_tried_only_so_often()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:SignInsPerMinute=3");
        using var browser = new OperatorBrowser(service.Process.Address);
        for (int attempt = 0; attempt < 3; attempt++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync("x")).Status);
        // The right key helps as little.
        Reply refused = await browser.SignInAsync(service.Key("one-live"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (refused.Status, refused.Headers["Retry-After"]));
        Assert.Contains("too many attempts", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_for_https_alone()
    {
        await using RunningService service = await RunningService.StartAsync(new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite))
        {
            Environment = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" },
        });
        using var browser = new OperatorBrowser(service.Process.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("operator/sign-in", UriKind.Relative));
        request.Headers.Add("X-Forwarded-Proto", "https");
        Assert.Contains("secure", (await browser.SendAsync(request)).Headers["Set-Cookie"], StringComparison.Ordinal);
    }
}
