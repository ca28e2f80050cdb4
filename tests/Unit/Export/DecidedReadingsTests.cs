using System.Text.RegularExpressions;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public sealed partial class DecidedReadingsTests
{
    [Fact]
    public void There_are_33_numbered_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, 33), DecidedReadings.All.Select(reading => reading.Number));

    [Fact]
    public void Each_has_a_title_and_whole_sentences() =>
        Assert.All(DecidedReadings.All, reading =>
        {
            Assert.False(string.IsNullOrWhiteSpace(reading.Title));
            Assert.EndsWith(".", reading.Text, StringComparison.Ordinal);
        });

    [Fact]
    public void The_words_in_back_quotes_are_names_that_exist()
    {
        string[] memberNames = ["control_active", "suspension_reasons", "telemetry_active", "time_updated", "occurred_at", "expected_at", "enrolment_state", "participation_state", "reason_code", "vpp_", "vpo_"];
        string[] oldNames = ["AWAITING_CUSTOMER_CONSENT", "AWAITING_DEVICE_TELEMETRY", "AWAITING_LOCATION_TELEMETRY", "CHECKING_ELIGIBILITY"];
        HashSet<string> known =
        [
            .. memberNames, .. oldNames, "COMPLETE", "IN_PROGRESS", "PENDING",
            .. LifecycleSpecification.States.Select(state => state.State.ToWireName()),
            .. LifecycleSpecification.Reasons.Select(reason => reason.Reason.ToWireName()),
            .. LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName()),
        ];
        IEnumerable<string> words = DecidedReadings.All.SelectMany(reading => BackQuoted().Matches(reading.Text)).Select(word => word.Groups["word"].Value);
        Assert.All(words, word => Assert.Contains(word, known));
    }

    [Fact]
    public void Every_reading_cited_anywhere_in_the_project_is_explained()
    {
        HashSet<string> explained = [.. DecidedReadings.All.Select(reading => reading.Name)];
        var cited = new HashSet<string>();
        foreach (string folder in (string[])["src", "tests", "docs", "samples", "benchmarks"])
        {
            string path = Repository.PathOf(folder);
            if (!Directory.Exists(path))
                continue;
            foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            {
                if (Path.GetExtension(file) is not (".cs" or ".md" or ".csproj") || IsBuildOutput(Path.GetRelativePath(path, file)))
                    continue;
                foreach (Match citation in Citation().Matches(File.ReadAllText(file)))
                {
                    Assert.True(explained.Contains(citation.Value), $"{file} cites {citation.Value}, which no reading explains.");
                    cited.Add(citation.Value);
                }
            }
        }

        Assert.Contains("R8", cited);
    }

    [Fact]
    public void Every_rule_that_cites_a_reading_cites_one_that_exists()
    {
        HashSet<string> explained = [.. DecidedReadings.All.Select(reading => reading.Name)];
        Assert.All(LifecycleSpecification.Rules, rule => Assert.True(
            explained.Contains(rule.Source) || rule.Source.StartsWith("states page, row ", StringComparison.Ordinal), rule.Source));
    }

    private static bool IsBuildOutput(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BackQuoted();

    // An R with a number, alone: neither part of a word nor an RFC's.
    [GeneratedRegex(@"\bR[0-9]{1,2}\b", RegexOptions.None, 1000)]
    private static partial Regex Citation();
}
