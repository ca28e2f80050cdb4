using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The commands of docs/service.md, run in their order, print what the page says.</summary>
[Collection(Services.Collection)]
public sealed partial class DocumentationTests(Services services)
{
    private const string EndOfBlock = "--- end of block ---";

    public static TheoryData<string> Databases => Requirement.Shell.IsThere ? Services.Databases : [];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_examples_do_what_the_page_says(string database)
    {
        string page = (await File.ReadAllTextAsync(Repository.PathOf("docs/service.md"))).ReplaceLineEndings("\n");
        List<(string Commands, string Output)> blocks = [.. Example().Matches(page).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
        Assert.Equal(7, blocks.Count);
        Assert.Equal(blocks.Count, Runnable().Count(page));

        var settings = new ServiceSettings(await services.NewDatabaseAsync(database));
        JsonElement directory = JsonDocument.Parse(DirectoryFile().Match(page).Groups[1].Value).RootElement;
        IReadOnlyDictionary<string, string> keys = await ServiceProcess.ImportAsync(settings, directory);
        await using ServiceProcess service = await ServiceProcess.StartAsync(settings);
        var script = new StringBuilder("set -eu\n");
        foreach ((string commands, _) in blocks)
            script.Append(commands).Append("echo '").Append(EndOfBlock).Append("'\n");
        string output = await Programs.MustRunAsync("bash", ["-c", script.ToString()], new Dictionary<string, string>
        {
            ["SERVICE"] = service.Address.ToString().TrimEnd('/'),
            ["KEY"] = keys["live"],
        });

        string[] outputs = output.Split(EndOfBlock + "\n");
        for (int number = 0; number < blocks.Count; number++)
            Assert.Equal(blocks[number].Output, outputs[number]);
    }

    [GeneratedRegex("```sh run\n(.*?)```\n\n```text\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Example();

    [GeneratedRegex("```sh run", RegexOptions.CultureInvariant)]
    private static partial Regex Runnable();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex DirectoryFile();
}
