using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>
/// docs/performance.md: its words are written by hand, its tables from the results of a run, each between two comments:
/// <c>&lt;!-- table: fleet apply --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// </summary>
internal static partial class PerformancePage
{
    /// <summary>The page with its tables written anew.</summary>
    internal static string Fill(string page, Results results) =>
        Tables().Replace(page, table => $"{table.Groups["begin"].Value}\n{Table(table.Groups["name"].Value, results)}\n{table.Groups["end"].Value}");

    private static string Table(string name, Results results) => name switch
    {
        "machine" => MachineTable(results.Machine),
        "targets" => Targets.Table(results),
        _ => MeasureTable.Write(results.Of(name)),
    };

    private static string MachineTable(Machine machine) =>
        $"""
        | | |
        |---|---|
        | processor | {machine.Processor}, {machine.Cores} cores |
        | vector instructions | {machine.VectorInstructions} |
        | operating system | {machine.OperatingSystem} |
        | runtime | {machine.Runtime} |
        | date | {machine.Date:yyyy-MM-dd} |

        """;

    [GeneratedRegex(@"(?<begin><!-- table: (?<name>[^>]+) -->\n)(.*?)(?<end><!-- end -->)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tables();
}
