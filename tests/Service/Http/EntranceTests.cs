using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>One rule for what comes from outside, at every entrance: bodies, chunks, encodings, and the directory file.</summary>
[Collection(Services.Collection)]
public sealed class EntranceTests(Services services)
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP, identity")]
    [InlineData("br")]
    public async Task A_body_that_is_compressed_or_says_so_is_415(string coding)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        foreach (string path in new[] { $"vpp-participations/{id}/events", $"v1/enrollments/{id}" })
        {
            using var request = new HttpRequestMessage(path[0] == 'v' && path[1] == '1' ? HttpMethod.Patch : HttpMethod.Post, path) { Content = new StringContent("""{"event":"CONSENT_REQUESTED"}""", Encoding.UTF8, "application/json") };
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
            using HttpResponseMessage answer = await client.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            Assert.Equal("identity", answer.Headers.GetValues("Accept-Encoding").Single());
        }

        Assert.Equal(1, (await client.GetAsync($"vpp-participations/{id}")).Version);
    }

    [Theory]
    [InlineData("gzip", "text/csv")]
    [InlineData("br", "application/x-ndjson")]
    public async Task An_import_that_is_compressed_or_says_so_is_415(string coding, string mediaType)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "vpp-participations/import") { Content = new StringContent("external_id,device_id,programme_id,provider_id\n", Encoding.UTF8, mediaType) };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using HttpResponseMessage answer = await client.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("identity", answer.Headers.GetValues("Accept-Encoding").Single());
    }

    [Fact]
    public async Task A_body_that_is_said_to_be_as_it_is_is_taken()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"vpp-participations/{id}/events") { Content = new StringContent("""{"event":"CONSENT_REQUESTED"}""", Encoding.UTF8, "application/json") };
        request.Content.Headers.ContentEncoding.Add("identity");
        using HttpResponseMessage answer = await client.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}XX0\r\n\r\n")]
    [InlineData("fffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    public async Task A_malformed_chunk_is_the_clients_fault(string body)
    {
        RunningService service = services.On(Services.Sqlite);
        string answer = await SendRawAsync(service, "POST /vpp-participations", "Transfer-Encoding: chunked", body);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("urn:vpp-enrolment:bad-request", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("The request failed", service.Process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vpp-participations")]
    [InlineData("vpp-participations/import")]
    [InlineData("webhook-endpoints")]
    public async Task A_body_whose_transfer_is_said_to_be_compressed_is_415(string path)
    {
        string answer = await SendRawAsync(services.On(Services.Sqlite), $"POST /{path}", "Transfer-Encoding: gzip, chunked", "2\r\n{}\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 415 ", answer, StringComparison.Ordinal);
        Assert.Contains("nor a Transfer-Encoding other than chunked", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_at_the_start_is_skipped_everywhere()
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        string id = await service.EnrolToAsync(client, ParticipationState.AwaitingEligibility);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"vpp-participations/{id}/events", "\uFEFF{\"event\":\"TELEMETRY_RECEIVED\"}")).Status);
        Assert.Equal("ACTIVE", (await client.PatchAsync($"v1/enrollments/{id}", "\uFEFF{\"status\":\"ACTIVE\"}"))["status"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"vpp-participations/{id}/events", "\uFEFF\uFEFF{\"event\":\"TELEMETRY_RECEIVED\"}")).Status);
        Assert.Equal(0, (await ImportAsync("\uFEFF{}")).ExitStatus);
    }

    [Theory]
    [InlineData("""{"devices": [{"id": "d", "location_id": "l", "display_name": "Home\u0000battery"}]}""", "devices[0].display_name has a control character")]
    [InlineData("""{"programmes": [{"id": "v", "provider_id": "p", "display_name": "V", "learn_more_url": "javascript:alert(1)"}]}""", "programmes[0].learn_more_url is not a web address")]
    [InlineData("""{"providers": [{"id": "p2", "display_name": "V", "logo_url": "//example.org/x.png"}]}""", "providers[1].logo_url is not a web address")]
    [InlineData("""{"programmes": [{"id": "v", "provider_id": "p", "display_name": "V", "learn_more_url": "https://example.org\n"}]}""", "programmes[0].learn_more_url has a control character")]
    [InlineData("""{"programmes": [{"id": "v", "provider_id": "p", "display_name": "V", "learn_more_url": " https://example.org"}]}""", "programmes[0].learn_more_url is not a web address")]
    [InlineData("""{"programmes": [{"id": "v", "provider_id": "p", "display_name": "V", "learn_more_url": "https://example.org/a b"}]}""", "programmes[0].learn_more_url is not a web address")]
    [InlineData("""{"programmes": [{"id": "v", "provider_id": "p", "display_name": "V", "learn_more_url": "http:\\\\example.org"}]}""", "programmes[0].learn_more_url is not a web address")]
    [InlineData("""{"programmes": [{"id": "v", "provider_id": "p", "display_name": "V", "learn_more_url": "https://example.org/\u2028x"}]}""", "programmes[0].learn_more_url is not a web address")]
    [InlineData("""{"accounts": [{"id": "", "name": "A"}]}""", "accounts[1].id is empty")]
    [InlineData("""{"accounts": [{"id": "a\nb", "name": "A"}]}""", "accounts[1].id has a control character")]
    [InlineData("""{"accounts": [null]}""", "accounts[1] is null")]
    [InlineData("""{"accounts": [{"id": "a", "name": "A"}]}""", "accounts[1] has the id of accounts[0]")]
    [InlineData("""{"groups": [{"id": "g", "account_id": "acc_none", "name": "G"}]}""", "groups[0].account_id names the account acc_none")]
    [InlineData("""{"locations": [{"id": "l2", "account_id": "acc_none", "live_mode": true}]}""", "locations[1].account_id names the account acc_none")]
    [InlineData("""{"devices": [{"id": "LONG", "location_id": "l", "display_name": "D"}]}""", "devices[0].id is longer than 128 characters")]
    public async Task What_a_directory_has_that_does_not_fit_is_named_with_its_place_and_nothing_is_written(string addition, string named)
    {
        var file = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>("""
            {"accounts": [{"id": "a", "name": "A"}], "providers": [{"id": "p", "display_name": "P"}], "locations": [{"id": "l", "account_id": "a", "live_mode": true}]}
            """)!;
        foreach ((string list, JsonElement[] entries) in JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(addition.Replace("LONG", new string('x', 129), StringComparison.Ordinal))!)
            file[list] = [.. file.GetValueOrDefault(list, []), .. entries];
        (int status, string output, string errors) = await ImportAsync(JsonSerializer.Serialize(file));
        Assert.Equal((2, ""), (status, output));
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event":"CONSENT_REQUESTED","note":"a\u0000b"}""", "/note")]
    [InlineData("""{"event":"CONSENT_REQUESTED","actor":"a\nb"}""", "/actor")]
    public async Task A_control_character_is_refused_with_its_member(string body, string member)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        Reply rejected = await client.PostAsync($"vpp-participations/{await service.EnrolAsync(client)}/events", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, rejected.Status);
        Assert.Equal(member, rejected.Json["errors"]![0]!["pointer"]!.ToString());
    }

    private static async Task<string> SendRawAsync(RunningService service, string line, string header, string body)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.Process.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {service.Key("one-live")}\r\nContent-Type: application/json\r\n{header}\r\n\r\n{body}"));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }

    private async Task<ProgramRun> ImportAsync(string directory)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, directory);
        return await ServiceProcess.TryAsync(new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite)), "import", file);
    }
}
