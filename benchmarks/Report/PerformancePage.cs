using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>
/// The documents that show figures: their words are written by hand, their tables from the committed results, each between two comments:
/// <c>&lt;!-- table: BulkEvaluationBenchmarks --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// </summary>
internal static partial class PerformancePage
{
    /// <summary>The documents, from the root of the repository.</summary>
    internal static readonly string[] All = ["README.md", "docs/performance.md"];

    /// <summary>The page with its tables written anew.</summary>
    internal static string Fill(string page, Results results) =>
        Tables().Replace(page, table => $"{table.Groups["begin"].Value}\n{Table(table.Groups["name"].Value, results)}\n\n{table.Groups["end"].Value}");

    private static string Table(string name, Results results) => name switch
    {
        "machine" => $"```\n{results.Report("BulkEvaluationBenchmarks").Machine}\n```",
        "targets" => Targets.Table(results),
        Results.InPlacePass or Results.ReplayOfLog => MeasureTable.Write(results.Of(name)),
        _ => results.Report(name).Table,
    };

    [GeneratedRegex(@"(?<begin><!-- table: (?<name>[^>]+) -->\n)(.*?)(?<end><!-- end -->)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tables();
}
