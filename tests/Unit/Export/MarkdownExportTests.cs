using System.Text.RegularExpressions;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public sealed partial class MarkdownExportTests
{
    private static readonly string Document = MarkdownExport.Write();

    [Fact]
    public void The_committed_specification_is_the_one_that_the_rules_give() =>
        Assert.True(
            Document == Repository.Read("docs/specification.md"),
            "docs/specification.md is stale. Write it anew: dotnet run --project src/Vpp.Lifecycle.Tool -- spec --format markdown --out docs/specification.md");

    [Fact]
    public void Its_sections_come_in_this_order() =>
        Assert.Equal(
            ["States", "Suspension reasons", "Triggers", "Rules", "Configurations", "Decided readings"],
            Document.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));

    [Fact]
    public void Every_state_reason_and_trigger_is_described_in_a_row()
    {
        Assert.All(LifecycleSpecification.States, state => Assert.Contains(
            $"| `{state.State.ToWireName()}` | {state.Kind.ToWireName()} | {state.Description} | {state.Message} |\n", Document, StringComparison.Ordinal));
        Assert.Contains(
            "| 0 | `AWAITING_TELEMETRY` | Device telemetry is no longer being received. | Automatically when telemetry resumes. | `TELEMETRY_LOST` | `TELEMETRY_RECEIVED`, `TELEMETRY_RESUMED` | Your",
            Document, StringComparison.Ordinal);
        Assert.Contains("| 4 | `CUSTOMER_REQUEST` | Participation has been paused by the customer. | When the customer resumes participation. | `CUSTOMER_PAUSED` | `CUSTOMER_RESUMED` | Your", Document, StringComparison.Ordinal);
        Assert.Contains("| `REWARDS_SETTLED` | unenrolment | rewards settled | WINDING_DOWN |\n", Document, StringComparison.Ordinal);
        Assert.Equal(28, Section("Triggers").Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_is_a_row_with_its_source()
    {
        string[] rules = Section("Rules");
        Assert.Equal(104, rules.Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
        Assert.Contains("| `TELEMETRY_RECEIVED` | meter access outstanding | TRANSITIONED | `AWAITING_METER_ACCESS` | states page, row AWAITING_TELEMETRY / telemetry received, meter access required |", rules);
        Assert.Contains("| `REWARDS_SETTLED` | neither fact recorded yet | UPDATED | `WINDING_DOWN` | [R5](#r5) |", rules);
        Assert.Equal(3, rules.Count(line => line == "No rule: every trigger is rejected ([R1](#r1))."));
    }

    [Fact]
    public void Every_configuration_is_a_row()
    {
        string[] rows = [.. Section("Configurations").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)];
        Assert.Equal(51, rows.Length);
        Assert.Equal("| 13 | SUSPENDED (AWAITING_TELEMETRY) | ACTIVE |", rows[13]);
        Assert.Equal("| 46 | WINDING_DOWN (rewards settled) | UNENROLLED |", rows[46]);
        Assert.Equal("| 50 | FAILED |  |", rows[50]);
    }

    [Fact]
    public void Every_link_leads_to_a_place_in_the_document()
    {
        string[] targets = [.. Link().Matches(Document).Select(link => link.Groups["target"].Value).Distinct()];
        Assert.Contains("r6", targets);
        Assert.All(targets, target => Assert.True(
            Document.Contains($"<a id=\"{target}\"></a>", StringComparison.Ordinal)
            || Document.Contains($"\n## {target.Replace('-', ' ')}\n", StringComparison.OrdinalIgnoreCase),
            $"#{target} leads nowhere."));
    }

    [Fact]
    public void Every_row_of_a_table_has_as_many_cells_as_its_head()
    {
        int cells = 0;
        foreach (string line in Document.Split('\n'))
        {
            int here = line.StartsWith('|') ? UnescapedBar().Count(line) : 0;
            Assert.True(cells == 0 || here == 0 || here == cells, line);
            cells = here;
        }
    }

    [Fact]
    public void Lines_end_alike_everywhere()
    {
        Assert.DoesNotContain('\r', Document);
        Assert.EndsWith(".\n", Document, StringComparison.Ordinal);
    }

    private static string[] Section(string title) =>
        Document.Split($"\n## {title}\n")[1].Split("\n## ")[0].Split('\n');

    [GeneratedRegex(@"\]\(#(?<target>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, 1000)]
    private static partial Regex UnescapedBar();
}
