using System.Text.RegularExpressions;
using Vpp.Lifecycle.Benchmarks.Report;

namespace Vpp.Lifecycle.Tests.Unit.Benchmarks;

public partial class PerformancePageTests
{
    private const string Repeat = "Stale: run dotnet run -c Release --project benchmarks -- report";

    private static readonly Results Committed = Results.Read(Repository.PathOf("benchmarks/results"));

    public static TheoryData<string> Pages => [.. PerformancePage.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_table_shows_the_committed_results(string page) =>
        Assert.True(Repository.Read(page) == PerformancePage.Fill(Repository.Read(page), Committed), Repeat);

    [Fact]
    public void The_chart_is_drawn_from_the_committed_results() =>
        Assert.True(Repository.Read("docs/performance-fleet.svg") == FleetChart.Draw(Committed), Repeat);

    [Fact]
    public void Everything_that_is_measured_has_its_table()
    {
        IEnumerable<string> shown = Tables().Matches(Repository.Read("docs/performance.md")).Select(table => table.Groups["name"].Value);

        Assert.Equal(
            ((string[])["machine", "targets", .. Committed.Measures.Select(measure => measure.Group).Distinct(), .. Committed.Suites]).Order(StringComparer.Ordinal),
            shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_result_would_make_the_page_and_the_chart_stale()
    {
        Results other = Committed with { Measures = [.. Committed.Measures.Select(measure => measure with { Nanoseconds = 2 * measure.Nanoseconds })] };
        string page = Repository.Read("docs/performance.md");

        Assert.NotEqual(page, PerformancePage.Fill(page, other));
        Assert.NotEqual(Repository.Read("docs/performance-fleet.svg"), FleetChart.Draw(other));
    }

    [GeneratedRegex("<!-- table: (?<name>[^>]+) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tables();
}
