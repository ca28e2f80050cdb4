using System.Net;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The OpenAPI document as programs of other makes judge it: a linter, and a proxy that compares every answer with it.</summary>
[Collection(Services.Collection)]
public sealed class ContractTests(Services services)
{
    [FactWith(Requirement.ContractPackages)]
    public async Task Spectral_finds_nothing_in_the_document()
    {
        using var folder = new ScratchFolder();
        string document = await folder.WriteAsync("openapi.json", await DocumentAsync());

        ProgramRun run = await Contract.RunAsync("spectral", "lint", "--ruleset", Repository.PathOf("tests/Contract/node/spectral.yaml"), "--fail-severity", "hint", document);

        Assert.True(run.ExitStatus == 0, run.Output);
        Assert.Contains("No results with a severity of 'hint' or higher found!", run.Output, StringComparison.Ordinal);
    }

    [FactWith(Requirement.ContractPackages)]
    public async Task Prism_lets_every_answer_through()
    {
        RunningService service = services.On(Services.Sqlite);
        IReadOnlyList<(string Operation, Reply Reply)> direct = await DescribedRequests.SendAllAsync(service, service.Process.Address);
        await using PrismProxy proxy = await PrismProxy.StartAsync(service.Process.Address, await DocumentAsync());

        IReadOnlyList<(string Operation, Reply Reply)> judged = await DescribedRequests.SendAllAsync(service, proxy.Address);

        Assert.Equal(
            direct.Select(answer => $"{answer.Operation} {(int)answer.Reply.Status}"),
            judged.Select(answer => $"{answer.Operation} {(int)answer.Reply.Status}{(IsFault(answer.Reply) ? $" {answer.Reply}" : "")}"));
    }

    [FactWith(Requirement.ContractPackages)]
    public async Task Prism_answers_500_where_the_document_says_something_else()
    {
        RunningService service = services.On(Services.Sqlite);
        var document = (JsonObject)JsonNode.Parse(await DocumentAsync())!;
        document["components"]!["schemas"]!["Participation"]!["properties"]!["control_active"]!["type"] = "integer";
        await using PrismProxy proxy = await PrismProxy.StartAsync(service.Process.Address, document.ToJsonString());
        using ServiceClient direct = service.Client();
        string id = await service.EnrolAsync(direct);

        using var client = new ServiceClient(proxy.Address, service.Key("one-live"));
        Reply violated = await client.GetAsync($"vpp-participations/{id}");
        Reply untouched = await client.GetAsync($"vpp-participations/{id}/history");

        Assert.Equal((HttpStatusCode.InternalServerError, true), (violated.Status, IsOfPrism(violated)));
        Assert.Equal(HttpStatusCode.OK, untouched.Status);
    }

    /// <summary>A request without a key Prism answers itself, as the service does: 401.</summary>
    private static bool IsFault(Reply reply) => IsOfPrism(reply) && reply.Status != HttpStatusCode.Unauthorized;

    private static bool IsOfPrism(Reply reply) => reply.Text.Contains("https://stoplight.io/prism/errors", StringComparison.Ordinal);

    private async Task<string> DocumentAsync()
    {
        using ServiceClient client = services.On(Services.Sqlite).Process.Client(key: null);
        return (await client.GetAsync("openapi/v1.json")).Text;
    }
}
