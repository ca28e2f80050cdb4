using System.Net;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Which files of the service an event passes through: those of the methods that the runtime compiles when the first ones come. docs/service.md lists them.</summary>
[Collection(Services.Collection)]
public sealed partial class RequestPathTests(Services services)
{
    private const int MostFiles = 15;

    /// <summary>What the readiness check and the creation before the event pass through, and the event does not.</summary>
    private static readonly string[] OfOthers =
    [
        "CreateEndpoint.cs", "CreateRequest.cs", "DirectoryStore.cs", "Device.cs", "Programme.cs", "UnreadableDataException.cs", "SqlStatements.cs", "ParticipationRules.cs", "HealthEndpoints.cs", "DatabaseHealthCheck.cs",
    ];

    /// <summary>What tells others of the change works by itself, behind the feed.</summary>
    private const string FolderOfOthers = "/Webhooks/";

    /// <summary>The settings were read, and with them compiled, at start.</summary>
    private static readonly string[] CompiledBefore = ["ServiceOptions.cs"];

    [Fact]
    public async Task An_event_passes_through_the_files_that_are_listed_and_they_are_few()
    {
        using var folder = new ScratchFolder();
        string compiled = await folder.WriteAsync("compiled.txt", "");
        var settings = new ServiceSettings(await services.NewDatabaseAsync(Services.Sqlite));
        IReadOnlyDictionary<string, string> keys = await TestDirectory.ImportAsync(settings);
        settings = settings with
        {
            Environment = new Dictionary<string, string?>(settings.Environment) { ["DOTNET_JitStdOutFile"] = compiled, ["DOTNET_JitDisasmSummary"] = "1" },
        };
        await using (ServiceProcess process = await ServiceProcess.StartAsync(settings))
        {
            using ServiceClient client = process.Client(keys["one-live"]);
            Reply created = await client.PostAsync("vpp-participations", new { device_id = TestDirectory.Device("one", live: true, 3), programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider });
            Assert.Equal(HttpStatusCode.Created, created.Status);
            await client.FireAsync(created["id"]!, "CONSENT_REQUESTED", ("Idempotency-Key", "\"k\""), ("If-Match", created.ETag!));
            await process.TerminateAsync();
        }

        Dictionary<string, string> files = Directory.EnumerateFiles(Repository.PathOf("src/EnrolmentService"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => TypeDeclaration().Matches(File.ReadAllText(file)).Select(type => (Type: type.Groups["name"].Value, File: file)))
            .ToDictionary(type => type.Type, type => type.File);
        HashSet<string> passed = [.. File.ReadLines(compiled)
            .SkipWhile(line => !line.Contains("ApiKeyHandler:HandleAuthenticateAsync", StringComparison.Ordinal))
            .Select(line => Method().Match(line))
            .Where(method => method.Success && !method.Groups["method"].Value.EndsWith("ctor", StringComparison.Ordinal))
            .Select(method => files[method.Groups["type"].Value])
            .Where(file => !file.Contains(FolderOfOthers, StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file))];
        string[] listed = [.. ListedFile().Matches(Repository.Read("docs/service.md").Split("<!-- request path -->")[1].Split("<!-- end -->")[0]).Select(file => file.Groups["file"].Value)];

        Assert.Equal(listed.Except(CompiledBefore).Order(StringComparer.Ordinal), passed.Except(OfOthers).Order(StringComparer.Ordinal));
        Assert.InRange(listed.Length, 1, MostFiles);
    }

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly) )+(?:class|struct|enum|interface|record struct|record) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"JIT compiled EnrolmentService\.(?:\w+\.)*(?<type>\w+)(?:\+[^:]*)?:(?<method>[^(\[]+)")]
    private static partial Regex Method();

    [GeneratedRegex(@"`(?<file>\w+\.cs)`")]
    private static partial Regex ListedFile();
}
