using System.Reflection;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using PublicApiGenerator;

namespace Vpp.Lifecycle.Tests.PublicApi;

/// <summary>What hosts can see of a package: as built, and as accepted in <c>PublicApi.txt</c> beside its sources.</summary>
internal static class Listing
{
    internal const string Command = "ACCEPT_PUBLIC_API=1 dotnet test tests/PublicApi -f net10.0";

    /// <summary>Lines shown before and after one that differs.</summary>
    private const int Context = 3;

    internal static string FileOf(string package) => $"src/{package}/PublicApi.txt";

    // What the compiler notes of spans; for .NET 8 it notes less.
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        ExcludeAttributes = ["System.Runtime.CompilerServices.ParamCollectionAttribute", "System.Runtime.CompilerServices.ScopedRefAttribute"],
    };

    internal static string Of(Assembly assembly) => assembly
        .GeneratePublicApi(Options)
        .ReplaceLineEndings("\n")
        .TrimEnd('\n') + "\n";

    /// <summary>The lines that only the one has, with a minus, and those that only the other has, with a plus, among those around them.</summary>
    internal static string Difference(string accepted, string built)
    {
        List<DiffPiece> lines = InlineDiffBuilder.Diff(accepted, built).Lines;
        int[] changed = [.. Enumerable.Range(0, lines.Count).Where(index => lines[index].Type != ChangeType.Unchanged)];
        IEnumerable<int> shown = changed.SelectMany(index => Enumerable.Range(index - Context, (2 * Context) + 1)).Where(index => index >= 0 && index < lines.Count).Distinct();
        return string.Join('\n', shown.Select(index => (lines[index].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " }) + lines[index].Text));
    }
}
