using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class SecurityHeaderTests(Services services)
{
    [Theory]
    [InlineData("GET vpp-participations/none", 404)]
    [InlineData("GET diagram.svg", 200)]
    [InlineData("GET health/live", 200)]
    [InlineData("GET nothing/here", 404)]
    [InlineData("DELETE vpp-participations", 405)]
    [InlineData("POST vpp-participations", 400, "{")]
    [InlineData("POST vpp-participations", 422, "{}")]
    [InlineData("POST vpp-participations", 415, "{}", "text/plain")]
    [InlineData("PATCH v1/enrollments/none", 415, "{}", "text/plain")]
    public async Task No_answer_may_be_stored_guessed_at_or_framed(string request, int status, string? body = null, string mediaType = "application/json")
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        string[] parts = request.Split(' ');
        Reply reply = await client.SendAsync(new HttpMethod(parts[0]), parts[1], body, mediaType);
        Assert.Equal((HttpStatusCode)status, reply.Status);
        AssertSecured(reply.Headers);
    }

    [Fact]
    public async Task Nor_may_the_answer_to_a_fault()
    {
        await using RunningService service = await services.StartAsync(Services.Sqlite, "--Service:RequestTimeout=00:00:02");
        using ServiceClient client = service.Client();
        string id = await service.EnrolAsync(client);
        string unreadable = await service.EnrolAsync(client);
        await using var other = new SqliteConnection(service.Database);
        await other.ExecuteAsync("UPDATE participation SET snapshot = '', version_token = 7 WHERE id = @unreadable", new { unreadable });
        Reply fault = await client.GetAsync($"vpp-participations/{unreadable}");
        Assert.Equal((HttpStatusCode.InternalServerError, "urn:vpp-enrolment:unreadable"), (fault.Status, fault["type"]));
        Assert.Equal(unreadable, fault["participation_id"]);
        Assert.Contains(unreadable, await service.Process.WaitForLineAsync("cannot be read"), StringComparison.Ordinal);
        Reply flip = await client.GetAsync($"v1/enrollments/{unreadable}");
        Assert.Equal("UNREADABLE", flip["code"]);
        Assert.Contains(unreadable, flip["message"], StringComparison.Ordinal);
        AssertSecured(fault.Headers);
        await other.OpenAsync();
        await using SqliteTransaction holding = other.BeginTransaction(deferred: false);
        Reply late = await client.PostAsync($"vpp-participations/{id}/events", new { @event = "CONSENT_REQUESTED" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.Status);
        AssertSecured(late.Headers);
    }

    private static void AssertSecured(IReadOnlyDictionary<string, string> headers)
    {
        Assert.Contains("no-store", headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.StartsWith("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("Server", headers.Keys, StringComparer.OrdinalIgnoreCase);
    }
}
