using System.Net;
using System.Text.Json.Nodes;
using EnrolmentService.Webhooks;
using Vpp.Lifecycle.Tests.Service.Support;
using Vpp.Lifecycle.Tests.Service.Webhooks.Support;

namespace Vpp.Lifecycle.Tests.Service.Webhooks;

[Collection(Services.CollectionApart)]
public sealed class AddressTests(Services services)
{
    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:1.1.1.1", true)]
    [InlineData("64:ff9b::1.1.1.1", true)]
    [InlineData("2002:101:101::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("192.0.0.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Addresses_of_the_public_internet_are_told_from_all_others(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.org/hook", "begins with http://")]
    [InlineData("ftp://example.org/hook", "not a web address")]
    [InlineData("example.org/hook", "not a web address")]
    [InlineData("/hook", "not a web address")]
    [InlineData("https://", "not a web address")]
    [InlineData("https://exa mple.org", "not a web address")]
    [InlineData("https://user:secret@example.org/hook", "credentials")]
    [InlineData("https://user@example.org/hook", "credentials")]
    [InlineData("https://@example.org/hook", "credentials")]
    [InlineData("https://example.org/hook#part", "fragment")]
    [InlineData("https://example.org/hook#", "fragment")]
    [InlineData("https://127.0.0.1/hook", "not of the public internet")]
    [InlineData("https://2130706433/hook", "not of the public internet")]
    [InlineData("https://0x7f.1/hook", "not of the public internet")]
    [InlineData("https://[::1]/hook", "not of the public internet")]
    [InlineData("https://[::ffff:10.0.0.1]/hook", "not of the public internet")]
    [InlineData("https://169.254.169.254/latest/meta-data", "not of the public internet")]
    [InlineData("https://example.org/\u0000", "control character")]
    public async Task An_address_that_cannot_be_used_is_refused_with_the_reason(string url, string reason)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client("two-test");
        Reply refused = await client.PostAsync("webhook-endpoints", new { url });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/url"), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
        Assert.Contains(reason, refused["detail"], StringComparison.Ordinal);
        Assert.Empty((await client.GetAsync("webhook-endpoints")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task An_address_has_2048_characters_at_most()
    {
        using ServiceClient client = services.On(Services.Sqlite).Client("one-test");
        string longest = "https://example.org/" + new string('x', 2048 - "https://example.org/".Length);
        Reply refused = await client.PostAsync("webhook-endpoints", new { url = longest + "x" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/url"), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
        Reply made = await client.PostAsync("webhook-endpoints", new { url = longest });
        Assert.Equal((HttpStatusCode.Created, longest), (made.Status, made["url"]));
        await client.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{made["id"]}", body: null);
    }

    [Theory]
    [InlineData("""{"url":"https://example.org","types":["vpp_participation.renamed"]}""", "/types/0")]
    [InlineData("""{"url":"https://example.org","types":["vpp_participation.created","vpp_participation.created"]}""", "/types/1")]
    [InlineData("""{"url":"https://example.org","types":[]}""", "/types")]
    [InlineData("""{"url":"https://example.org","types":"vpp_participation.created"}""", "/types")]
    [InlineData("""{"url":"https://example.org","types":[1]}""", "/types/0")]
    [InlineData("""{"url":"https://example.org","description":1}""", "/description")]
    [InlineData("""{"url":7}""", "/url")]
    [InlineData("{}", "/url")]
    public async Task A_member_that_does_not_fit_is_named(string body, string place)
    {
        using ServiceClient client = services.On(Services.Sqlite).Client("two-test");
        Reply refused = await client.SendAsync(HttpMethod.Post, "webhook-endpoints", body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, place), (refused.Status, refused.Json["errors"]![0]!["pointer"]!.ToString()));
    }

    [Fact]
    public async Task A_name_that_resolves_to_this_machine_is_refused_when_it_is_connected_to()
    {
        await using SeededService seeded = await SeededService.StartAsync(
            await services.NewDatabaseAsync(Services.Sqlite), "--Service:Webhooks:AllowHttp=true", "--Service:Webhooks:Polling=00:00:00.05");
        await using var receiver = new Receiver();
        JsonObject endpoint = await WebhookHost.AddAsync(seeded.Client, receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await seeded.EnrolAsync(0);
        Reply listed = await Eventually.GetAsync(
            () => seeded.Client.GetAsync($"webhook-endpoints/{endpoint["id"]}/deliveries"),
            reply => reply.Json["data"]!.AsArray() is [{ } one] && one["attempts"]!.AsArray().Count > 0);
        JsonNode attempt = listed.Json["data"]![0]!["attempts"]![0]!;
        Assert.Equal(("ADDRESS_NOT_ALLOWED", null), (attempt["fault"]!.ToString(), attempt["status"]?.ToString()));
        Assert.Equal(0, receiver.Connections);
    }
}
