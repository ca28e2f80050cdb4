using System.Text.RegularExpressions;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Tests.Unit.Benchmarks;

public partial class PerformancePageTests
{
    private const string Repeat = "Stale: run dotnet run -c Release --project benchmarks -- report benchmarks/results/ratios.json docs";

    private static readonly Results Committed = Results.Read(Repository.PathOf("benchmarks/results/ratios.json"));
    private static readonly string Page = Repository.Read("docs/performance.md");

    [Fact]
    public void Every_table_shows_the_committed_results() =>
        Assert.True(Page == PerformancePage.Fill(Page, Committed), Repeat);

    [Fact]
    public void The_charts_are_drawn_from_the_committed_results()
    {
        Assert.True(Repository.Read("docs/performance-fleet.svg") == Charts.FleetApply(Committed).ToSvg(), Repeat);
        Assert.True(Repository.Read("docs/performance-timeline.svg") == Charts.TimelineAppend(Committed).ToSvg(), Repeat);
    }

    [Fact]
    public void Every_group_measured_has_its_table_and_every_target_its_figure()
    {
        string[] shown = [.. Tables().Matches(Page).Select(table => table.Groups["name"].Value)];

        Assert.Equal(["machine", "targets", .. Committed.Measures.Select(measure => measure.Group).Distinct().Order()], shown.OrderBy(name => name is not ("machine" or "targets")).ThenBy(name => name));
        Assert.DoesNotContain("not in this run", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_result_would_make_the_page_and_the_charts_stale()
    {
        Results other = Committed with { Measures = [.. Committed.Measures.Select(measure => measure with { Nanoseconds = 2 * measure.Nanoseconds })] };

        Assert.NotEqual(Page, PerformancePage.Fill(Page, other));
        Assert.NotEqual(Repository.Read("docs/performance-fleet.svg"), Charts.FleetApply(other).ToSvg());
        Assert.NotEqual(Repository.Read("docs/performance-timeline.svg"), Charts.TimelineAppend(other).ToSvg());
    }

    [GeneratedRegex("<!-- table: (?<name>[^>]+) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tables();
}
