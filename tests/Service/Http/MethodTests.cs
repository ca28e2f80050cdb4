using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class MethodTests(Services services)
{
    [Theory]
    [InlineData("health/live", false)]
    [InlineData("health/ready", false)]
    [InlineData("diagram.svg", false)]
    [InlineData("openapi/v1.json", false)]
    [InlineData("vpp-participations/{id}", true)]
    [InlineData("v1/enrollments/{id}", true)]
    [InlineData("participations/{id}", true)]
    [InlineData("vpp-participations/none", true)]
    [InlineData("vpp-participations/{id}", false)]
    public async Task HEAD_is_answered_as_GET_is_without_the_body(string path, bool withKey)
    {
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient owner = service.Client();
        path = path.Replace("{id}", await service.EnrolAsync(owner), StringComparison.Ordinal);
        using ServiceClient client = service.Process.Client(withKey ? service.Key("one-live") : null);
        Reply get = await client.GetAsync(path);
        Reply head = await client.SendAsync(HttpMethod.Head, path, null);
        Assert.Equal(get.Status, head.Status);
        Assert.Equal(Headers(get), Headers(head));
        Assert.NotEmpty(get.Body);
        Assert.Empty(head.Body);
    }

    [Theory]
    [InlineData("POST", "health/live", 405)]
    [InlineData("DELETE", "diagram.svg", 405)]
    [InlineData("POST", "participations/none", 405)]
    [InlineData("DELETE", "vpp-participations/none", 401)]
    [InlineData("POST", "health/none", 401)]
    [InlineData("GET", "", 401)]
    public async Task Without_a_key_a_wrong_method_is_told_on_public_paths_only(string method, string path, int status)
    {
        using ServiceClient client = services.On(Services.Sqlite).Process.Client(key: null);
        Reply reply = await client.SendAsync(new HttpMethod(method), path, null);
        Assert.Equal((HttpStatusCode)status, reply.Status);
        Assert.Equal(status == 405 ? "GET, HEAD" : null, reply.Headers.GetValueOrDefault("Allow"));
    }

    [Fact]
    public async Task Allow_names_every_method_of_a_path()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client();
        Reply reply = await client.SendAsync(HttpMethod.Delete, "vpp-participations/none", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.Status);
        Assert.Equal(["GET", "HEAD", "PATCH"], reply.Headers["Allow"].Split(", ").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Headers(Reply reply) =>
        reply.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
}
