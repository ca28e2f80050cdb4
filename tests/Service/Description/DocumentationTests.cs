using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnrolmentService;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The commands of docs/service.md, run in their order, print what the page says.</summary>
[Collection(Services.Collection)]
public sealed partial class DocumentationTests(Services services)
{
    private const string EndOfBlock = "--- end of block ---";

    [TheoryWith("bash", "curl", "jq")]
    [OnSqlite, OnPostgreSql]
    public async Task The_examples_do_what_the_page_says(string database)
    {
        string page = (await File.ReadAllTextAsync(Repository.PathOf("docs/service.md"))).ReplaceLineEndings("\n");
        List<(string Commands, string Output)> blocks = [.. Example().Matches(page).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
        Assert.Equal(8, blocks.Count);
        Assert.Equal(blocks.Count, Runnable().Count(page));

        var demo = new ServiceSettings(await services.NewDatabaseAsync(database)) { More = ["--Service:DemoData=true"] };
        await using (ServiceProcess service = await ServiceProcess.StartAsync(demo))
            await AssertPrintAsync(await service.WaitForLineAsync("export SERVICE="), blocks);

        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        JsonElement directory = JsonDocument.Parse(DirectoryFile().Match(page).Groups[1].Value).RootElement;
        IReadOnlyDictionary<string, string> keys = await ServiceProcess.ImportAsync(settings, directory);
        await using (ServiceProcess service = await ServiceProcess.StartAsync(settings))
            await AssertPrintAsync($"export SERVICE={service.Address.ToString().TrimEnd('/')} KEY={keys["live"]}", blocks);
    }

    [Fact]
    public async Task The_page_names_every_path_of_the_service()
    {
        using WebApplication app = ServiceHost.Build([]);
        IEnumerable<string> routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            // The operator's pages have a section of their own.
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/operator", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));
        string page = await File.ReadAllTextAsync(Repository.PathOf("docs/service.md"));
        IEnumerable<string> named = PathRow().Matches(page).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}");
        // The pages to browse the document are one to the reader, and some files to the service.
        Assert.Contains(routes, route => route.StartsWith("GET /scalar", StringComparison.Ordinal));
        Assert.Equal(routes.Where(route => !route.Contains("/scalar", StringComparison.Ordinal)).Append("GET /scalar").Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    /// <summary>Runs the blocks in their order, after a line that names the service and the key.</summary>
    private static async Task AssertPrintAsync(string export, List<(string Commands, string Output)> blocks)
    {
        var script = new StringBuilder("set -eu\n").Append(export).Append('\n');
        foreach ((string commands, _) in blocks)
            script.Append(commands).Append("echo '").Append(EndOfBlock).Append("'\n");
        string output = (await ProgramRun.SucceedingAsync("bash", ["-c", script.ToString()])).Output;
        string[] outputs = output.Split(EndOfBlock + "\n");
        for (int number = 0; number < blocks.Count; number++)
            Assert.Equal(blocks[number].Output, outputs[number]);
    }

    [GeneratedRegex("```sh run\n(.*?)```\n\n```text\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Example();

    [GeneratedRegex("```sh run", RegexOptions.CultureInvariant)]
    private static partial Regex Runnable();

    [GeneratedRegex(@"^\| ([A-Z]+) \| (/\S*) \|", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PathRow();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex DirectoryFile();
}
