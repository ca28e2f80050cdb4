using System.Net;
using EnrolmentService;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Every route with every credential. A route without a row here fails the first test.</summary>
[Collection(Services.Collection)]
public sealed class CredentialTests(Services services)
{
    private static readonly Row[] Table =
    [
        new("POST", "/vpp-participations", "vpp-participations", Reach.Account, HttpStatusCode.Created),
        new("GET", "/vpp-participations", "vpp-participations?device_id={device}", Reach.Account, HttpStatusCode.OK),
        new("GET", "/vpp-participations/{id}", "vpp-participations/{id}", Reach.Participation, HttpStatusCode.OK),
        new("PATCH", "/vpp-participations/{id}", "vpp-participations/{id}", Reach.Participation, HttpStatusCode.OK, new { provider_reference_id = "x" }),
        new("POST", "/vpp-participations/{id}/events", "vpp-participations/{id}/events", Reach.Participation, HttpStatusCode.OK, new { @event = "CONSENT_REQUESTED" }),
        new("GET", "/vpp-participations/{id}/history", "vpp-participations/{id}/history", Reach.Participation, HttpStatusCode.OK),
        new("GET", "/vpp-participations/{id}/timeline", "vpp-participations/{id}/timeline", Reach.Participation, HttpStatusCode.OK),
        new("GET", "/vpp-participations/{id}/next-actions", "vpp-participations/{id}/next-actions", Reach.Participation, HttpStatusCode.OK),
        new("POST", "/vpp-participations/bulk", "vpp-participations/bulk", Reach.Account, HttpStatusCode.OK, new { programme_id = TestDirectory.OtherProgramme, @event = "NOTICE_SERVED" }),
        new("GET", "/vpp-participations/counts", "vpp-participations/counts", Reach.Account, HttpStatusCode.OK),
        new("POST", "/vpp-participations/import", "vpp-participations/import", Reach.Account, HttpStatusCode.OK),
        new("GET", "/v1/enrollments", $"v1/enrollments?program_id={TestDirectory.Programme}", Reach.Account, HttpStatusCode.OK),
        new("GET", "/v1/enrollments/{id}", "v1/enrollments/{id}", Reach.Participation, HttpStatusCode.OK),
        new("PATCH", "/v1/enrollments/{id}", "v1/enrollments/{id}", Reach.Participation, HttpStatusCode.OK, new { status_reason = "x" }),
        new("GET", "/events", "events", Reach.Account, HttpStatusCode.OK),
        new("POST", "/webhook-endpoints", "webhook-endpoints", Reach.Account, HttpStatusCode.Created, new { url = "https://receiver.invalid" }),
        new("GET", "/webhook-endpoints", "webhook-endpoints", Reach.Account, HttpStatusCode.OK),
        new("GET", "/webhook-endpoints/{id}", "webhook-endpoints/{endpoint}", Reach.Endpoint, HttpStatusCode.OK),
        new("PATCH", "/webhook-endpoints/{id}", "webhook-endpoints/{endpoint}", Reach.Endpoint, HttpStatusCode.OK, new { description = "x" }),
        new("DELETE", "/webhook-endpoints/{id}", "webhook-endpoints/{endpoint}", Reach.Endpoint, HttpStatusCode.OK),
        new("POST", "/webhook-endpoints/{id}/rotate", "webhook-endpoints/{endpoint}/rotate", Reach.Endpoint, HttpStatusCode.OK),
        new("GET", "/webhook-endpoints/{id}/deliveries", "webhook-endpoints/{endpoint}/deliveries", Reach.Endpoint, HttpStatusCode.OK),
        // Of another's endpoint as of another's delivery: there is none.
        new("POST", "/webhook-endpoints/{id}/deliveries/{delivery}/redeliver", "webhook-endpoints/{endpoint}/deliveries/none/redeliver", Reach.Endpoint, HttpStatusCode.NotFound),
        new("GET", "/participations/{id}", "participations/{id}", Reach.Participation, HttpStatusCode.OK),
        new("GET", "/diagram.svg", "diagram.svg", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/diagram.dot", "diagram.dot", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/openapi/v1.json", "openapi/v1.json", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/scalar/{documentName?}", "scalar/v1", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/scalar/scalar.js", "scalar/scalar.js", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/scalar/scalar.aspnetcore.js", "scalar/scalar.aspnetcore.js", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/scalar/favicon.svg", "scalar/favicon.svg", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/health/live", "health/live", Reach.Everyone, HttpStatusCode.OK),
        new("GET", "/health/ready", "health/ready", Reach.Everyone, HttpStatusCode.OK),
    ];

    private static readonly string[] Credentials = ["none", "malformed", "basic", "unknown", "wrong secret", "wrong mode", "two-live", "one-test", "one-live"];

    internal static IEnumerable<object[]> CasesOn(string database) =>
        from row in Table
        from credential in Credentials
        select new object[] { database, $"{row.Method} {row.Route}", credential };

    [Fact]
    public void Every_route_of_the_service_has_its_row()
    {
        using WebApplication app = ServiceHost.Build([]);
        IEnumerable<string> routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            // The operator's pages know sessions and no keys: OperatorSessionTests.
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/operator", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));
        Assert.Equal(Table.Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnSqlite(Cases = nameof(CasesOn)), OnPostgreSql(Cases = nameof(CasesOn))]
    public async Task Each_credential_reaches_what_it_may(string database, string route, string credential)
    {
        RunningService service = services.On(database);
        Row row = Table.Single(row => $"{row.Method} {row.Route}" == route);
        using ServiceClient owner = service.Client();
        string id = await service.EnrolAsync(owner);
        string before = (await owner.GetAsync($"vpp-participations/{id}")).ETag!;
        string key = service.Key("one-live");
        string? sent = credential switch
        {
            "none" or "basic" => null,
            "malformed" => "key",
            "unknown" => "vpk_live_000000000000_" + new string('0', 64),
            "wrong secret" => key[..^64] + new string('0', 64),
            "wrong mode" => key.Replace("vpk_live", "vpk_test", StringComparison.Ordinal),
            _ => service.Key(credential),
        };
        using ServiceClient client = service.Process.Client(sent);
        string endpoint = row.Reach == Reach.Endpoint ? (await owner.PostAsync("webhook-endpoints", new { url = "https://receiver.invalid" }))["id"]! : "";
        string asMade = row.Reach == Reach.Endpoint ? (await owner.GetAsync($"webhook-endpoints/{endpoint}")).Text : "";
        Reply reply = await SendAsync(client, row, id, endpoint, service, credential);

        bool isKey = credential is "one-live" or "two-live" or "one-test";
        if (row.Reach == Reach.Everyone)
        {
            Assert.Equal(row.Success, reply.Status);
        }
        else if (!isKey)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
        }
        else if (credential != "one-live" && row.Reach is (Reach.Participation or Reach.Endpoint))
        {
            Assert.Equal(HttpStatusCode.NotFound, reply.Status);
            Reply missing = await SendAsync(client, row, "vpp_000000000000000000000000", "whe_000000000000000000000000", service, credential);
            Assert.Equal(missing.Text, reply.Text);
            Assert.Equal(missing.Headers.Keys.Order(StringComparer.Ordinal), reply.Headers.Keys.Order(StringComparer.Ordinal));
        }
        else
        {
            Assert.True(reply.Status == row.Success, reply.ToString());
        }

        bool mayWrite = row.Reach == Reach.Participation && row.Method != "GET" && credential == "one-live";
        Assert.Equal(!mayWrite, (await owner.GetAsync($"vpp-participations/{id}")).ETag == before);
        if (row.Reach == Reach.Endpoint && credential != "one-live")
            Assert.Equal(asMade, (await owner.GetAsync($"webhook-endpoints/{endpoint}")).Text);
        foreach (string label in new[] { "one-live", "one-test", "two-live" })
            await DeleteEndpointsAsync(service, label);
    }

    [Fact]
    public async Task A_revoked_key_stops_working()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite);
        using ServiceClient client = service.Client("two-test");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("vpp-participations?device_id=x")).Status);
        await ServiceProcess.RunAsync(service.Settings, "revoke-key", service.Key("two-test").Split('_')[2]);
        HttpStatusCode status = HttpStatusCode.OK;
        for (int tries = 0; tries < 60 && status == HttpStatusCode.OK; tries++)
        {
            await Task.Delay(250);
            status = (await client.GetAsync("vpp-participations?device_id=x")).Status;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task No_key_and_no_hash_of_one_is_in_the_log()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Process.Client(service.Key("one-live")[..^64] + new string('1', 64));
        await client.GetAsync("vpp-participations/x");
        Assert.DoesNotContain(service.Key("one-live")[^64..], service.Process.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(new string('1', 64), service.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_opens_its_own_page_and_no_other()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        using ServiceClient anonymous = service.Process.Client(key: null);
        string id = await service.EnrolAsync(client);
        string other = await service.EnrolAsync(client);
        string link = (await client.GetAsync($"vpp-participations/{id}")).Headers["Link"].Split('<', '>')[1];
        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(link.Replace(id, other, StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(link[..^2])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(link.Replace("link=A", "link=B", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync($"vpp-participations/{id}{link[link.IndexOf('?', StringComparison.Ordinal)..]}")).Status);
        Reply page = await anonymous.SendAsync(HttpMethod.Get, link[..^2], null, ("Accept", "text/html"));
        Assert.StartsWith("text/html", page.Headers["Content-Type"], StringComparison.Ordinal);
    }

    private static async Task DeleteEndpointsAsync(RunningService service, string label)
    {
        using ServiceClient client = service.Client(label);
        foreach (System.Text.Json.Nodes.JsonNode? endpoint in (await client.GetAsync("webhook-endpoints")).Json["data"]!.AsArray())
            await client.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{endpoint!["id"]}", body: null);
    }

    private static Task<Reply> SendAsync(ServiceClient client, Row row, string id, string endpoint, RunningService service, string credential)
    {
        string path = row.Path.Replace("{id}", id, StringComparison.Ordinal).Replace("{endpoint}", endpoint, StringComparison.Ordinal).Replace("{device}", "dev_x", StringComparison.Ordinal);
        object? body = row.Method == "GET" ? null : row.Body;
        if (row is { Method: "POST", Route: "/vpp-participations" })
        {
            string account = credential == "two-live" ? "two" : "one";
            body = new { device_id = service.NewDevice(account, credential != "one-test"), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider };
        }

        if (row.Route == "/vpp-participations/import" && credential != "basic")
            return client.SendAsync(new HttpMethod(row.Method), path, "external_id,device_id,programme_id,provider_id\n", "text/csv");
        (string, string)[] headers = credential == "basic" ? [("Authorization", "Basic dXNlcjpwYXNz")] : [];
        return client.SendAsync(new HttpMethod(row.Method), path, body, headers);
    }

    private enum Reach
    {
        Everyone,
        Account,
        Participation,
        Endpoint,
    }

    private sealed record Row(string Method, string Route, string Path, Reach Reach, HttpStatusCode Success, object? Body = null);
}
