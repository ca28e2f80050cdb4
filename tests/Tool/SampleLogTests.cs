using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>The committed logs in samples/data.</summary>
public class SampleLogTests
{
    private const int MostBytes = 1_000_000;

    [Theory]
    [InlineData("year.ndjson")]
    [InlineData("year-with-faults.ndjson", "--faults")]
    public void A_sample_log_is_what_simulate_writes(string name, params string[] arguments)
    {
        using var directory = new ScratchDirectory();
        string fresh = directory.File(name);

        ToolRun run = ToolRun.Of(["simulate", "--participations", "300", "--out", fresh, .. arguments]);

        Assert.Equal(new ToolRun(0, "", ""), run);
        Assert.True(
            File.ReadAllBytes(fresh).AsSpan().SequenceEqual(File.ReadAllBytes(PathOf(name))),
            $"samples/data/{name} is stale. Write it anew: vpp-lifecycle simulate --participations 300 {string.Join(' ', arguments)} --out samples/data/{name}");
        Assert.InRange(new FileInfo(fresh).Length, MostBytes / 10, MostBytes);
    }

    [Fact]
    public void The_clean_year_is_applied_to_the_last_event()
    {
        Replayed replayed = Replayed.From(File.ReadAllBytes(PathOf("year.ndjson")));

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Equal(300, replayed.Resources.Length);
        Assert.Empty(replayed.Rejected);
        Assert.All(replayed.Resources, resource => Assert.Single(
            resource.GetProperty("participation_state").EnumerateArray(), entry => entry.GetProperty("status").GetString() == "IN_PROGRESS"));
    }

    [Fact]
    public void The_faulty_year_is_applied_but_for_what_is_refused_with_each_code()
    {
        byte[] log = File.ReadAllBytes(PathOf("year-with-faults.ndjson"));
        Replayed replayed = Replayed.From(log);

        Assert.Equal(1, replayed.ExitStatus);
        Assert.Equal(300, replayed.Resources.Length);
        Assert.Equal(
            ["DUPLICATE_REQUEST", "INVALID_VALUE", "MALFORMED_JSON", "MISSING_MEMBER", "NOT_PERMITTED", "UNKNOWN_EVENT", "UNKNOWN_PARTICIPATION"],
            replayed.Codes.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(replayed.Rejected.Length, 100, log.Count(letter => letter == '\n') / 5);
        Assert.All(replayed.Rejected.Where(line => line.GetProperty("code").GetString() == "NOT_PERMITTED"), line =>
        {
            Assert.True(WireNames.TryParse(line.GetProperty("state").GetString(), out ParticipationState state));
            Assert.Equal(LifecycleSpecification.Describe(state).IsTerminal, line.GetProperty("permitted").GetArrayLength() == 0);
        });
        Assert.Equal(replayed.Rejected.Select(LineOf).Order(), replayed.Rejected.Select(LineOf));

        static long LineOf(JsonElement line) => line.GetProperty("line").GetInt64();
    }

    private static string PathOf(string name) => Repository.PathOf($"samples/data/{name}");
}
