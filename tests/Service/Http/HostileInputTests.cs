using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class HostileInputTests(Services services)
{
    private static readonly string[] Injections =
    [
        "' OR 1=1 --", "\"; DROP TABLE participation; --", "x'); DELETE FROM api_key; --", "%27%20OR%20%271%27=%271", "../../etc/passwd", "{{7*7}}", "<script>alert(1)</script>",
        "\u202Egnp.exe", "$(reboot)", "@Id", "NULL", "１２３",
    ];

    [Theory]
    [InlineData("", "malformed-json")]
    [InlineData("{", "malformed-json")]
    [InlineData("[]", "malformed-json")]
    [InlineData("null", "malformed-json")]
    [InlineData("\"text\"", "malformed-json")]
    [InlineData("{\"event\":\"NOTICE_SERVED\",\"event\":\"NOTICE_SERVED\"}", "malformed-json")]
    [InlineData("{\"event\":\"NOTICE_SERVED\",\"x\":{\"a\":1,\"a\":2}}", "malformed-json")]
    [InlineData("{\"event\":\"NOTICE_SERVED\",}", "malformed-json")]
    [InlineData("{\"event\":\"NOTICE_SERVED\"} {}", "malformed-json")]
    [InlineData("{\"event\":NaN}", "malformed-json")]
    [InlineData("""{"event":"NOTICE_SERVED","\ud800":1}""", "malformed-json")]
    [InlineData("""{"event":"NOTICE_SERVED","x":{"\udfff":1}}""", "malformed-json")]
    [InlineData("""{"event":"NOTICE_SERVED","x":["\ud800"]}""", "malformed-json")]
    [InlineData("""{"event":"NOTICE_SERVED","note":"\udc00\ud800"}""", "malformed-json")]
    public async Task What_is_not_one_JSON_object_is_refused(string body, string type)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string id = await services.On(Services.Sqlite).EnrolAsync(client);
        Reply reply = await client.PostAsync($"vpp-participations/{id}/events", body);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal($"urn:vpp-enrolment:{type}", reply["type"]);
    }

    [Fact]
    public async Task Deep_nesting_and_bad_UTF8_are_refused()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("vpp-participations", deep)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("vpp-participations", new byte[] { (byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}' })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PatchAsync("v1/enrollments/" + await services.On(Services.Sqlite).EnrolAsync(client), deep)).Status);
    }

    [Theory]
    [InlineData("""{"status":"REJECTED","\ud800":1}""")]
    [InlineData("""{"status":"REJECTED","x":{"\udfff":1}}""")]
    [InlineData("""{"status":"REJECTED","x":"\ud800"}""")]
    public async Task Half_a_surrogate_pair_is_refused_in_an_enrollment_too(string body)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string id = await services.On(Services.Sqlite).EnrolAsync(client);
        Reply reply = await client.PatchAsync($"v1/enrollments/{id}", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INVALID_BODY"), (reply.Status, reply["code"]));
        Assert.Equal(1, (await client.GetAsync($"v1/enrollments/{id}")).Version);
    }

    [Fact]
    public async Task A_whole_surrogate_pair_is_text_escaped_or_not()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string id = await services.On(Services.Sqlite).EnrolAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{id}/events", """{"event":"CONSENT_REQUESTED","note":"\ud83d\ude00 😀","\ud83d\ude00":1}""")).Status);
        Assert.Equal(["😀 😀"], History.Notes((await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray()));
    }

    [Theory]
    [OnSqlite, OnPostgreSql]
    public async Task Injected_text_is_text_in_every_field(string database)
    {
        RunningService service = services.On(database);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.Active);
        string enrolling = await service.EnrolAsync(client);
        foreach (string text in Injections)
        {
            Reply note = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "TELEMETRY_RECEIVED", note = text, actor = text });
            Assert.True(note.Status == HttpStatusCode.OK, note.ToString());
            var last = (await client.GetAsync($"vpp-participations/{id}/history")).Json["data"]!.AsArray()[^1]!["event"]!;
            Assert.Equal((text, text), (last["note"]!.ToString(), last["actor"]!.ToString()));
            Assert.Equal(text, (await client.PatchAsync($"vpp-participations/{enrolling}", new { provider_reference_id = text }))["provider_reference_id"]);
            Assert.Equal(text, (await client.PatchAsync($"v1/enrollments/{id}", new { status_reason = text }))["status_reason"]);

            string escaped = Uri.EscapeDataString(text);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync("vpp-participations", new { device_id = text, programme_id = text, provider_id = text })).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"vpp-participations/{escaped.Replace("%2F", "_", StringComparison.Ordinal)}")).Status);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"vpp-participations?device_id={escaped}")).Status);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.GetAsync($"vpp-participations?device_id={service.NewDevice()}&starting_after={escaped}")).Status);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync("vpp-participations/bulk", new { programme_id = text, @event = "OPERATOR_PAUSED" })).Status);
            Reply page = await client.GetAsync($"participations/{enrolling}");
            Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        }

        foreach (string unreal in new[] { "%00", "%0a", new string('x', 200), "%ff%fe" })
        {
            HttpStatusCode status = (await client.GetAsync($"vpp-participations/{unreal}")).Status;
            Assert.True(status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{unreal}: {status}");
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"vpp-participations/{id}")).Status);
    }

    [Fact]
    public async Task An_oversize_body_is_refused_whether_its_length_is_told_or_not()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string body = "{\"note\":\"" + new string('x', 70_000) + "\"}";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("vpp-participations", body)).Status);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "vpp-participations") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await client.Http.SendAsync(chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        using var form = new StringContent("device_id=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        using HttpResponseMessage wrong = await client.Http.PostAsync(new Uri("vpp-participations", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.StatusCode);
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_given_up()
    {
        RunningService service = services.On(Services.Sqlite);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.Process.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /vpp-participations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.Key("one-live")}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"));
        var watch = Stopwatch.StartNew();
        using var reader = new StreamReader(stream);
        string? status = await reader.ReadLineAsync();
        Assert.Contains("408", status, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/json; charset=\"UTF-8\"", 422)]
    [InlineData("application/merge-patch+json", 422)]
    public async Task A_body_is_in_UTF8_and_says_nothing_else(string mediaType, int status)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        Assert.Equal((HttpStatusCode)status, (await client.SendAsync(HttpMethod.Post, "vpp-participations", "{}", mediaType)).Status);
    }

    [Fact]
    public async Task Methods_and_paths_that_are_not_there_are_problem_details_too()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        Reply method = await client.SendAsync(HttpMethod.Delete, "vpp-participations/x", null);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "urn:vpp-enrolment:method-not-allowed"), (method.Status, method["type"]));
        Reply path = await client.GetAsync("nothing/here");
        Assert.Equal((HttpStatusCode.NotFound, "urn:vpp-enrolment:not-found"), (path.Status, path["type"]));
        Reply flip = await client.GetAsync("v1/nothing");
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (flip.Status, flip["code"]));
        // Paths are found in upper and lower case, and so are their errors' forms.
        Assert.Equal("NOT_FOUND", (await client.GetAsync("V1/nothing"))["code"]);
    }
}
