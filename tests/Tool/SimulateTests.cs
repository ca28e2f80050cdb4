using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Tool;

public class SimulateTests
{
    [Fact]
    public void The_same_arguments_give_the_same_bytes_on_every_machine()
    {
        byte[] log = Simulate("--participations", "400", "--seed", "7", "--days", "200", "--faults");

        Assert.Equal("71095c9fabb66aa3be89ad077aa0d170ffcdd11a21c94ebe392dd873b4915b91", Convert.ToHexStringLower(SHA256.HashData(log)));
    }

    [Fact]
    public void Seed_1_and_365_days_are_the_default()
    {
        Assert.Equal(
            ToolRun.Of("simulate", "--participations", "20"),
            ToolRun.Of("simulate", "--participations", "20", "--seed", "1", "--days", "365", "--out", "-"));
    }

    [Fact]
    public void Another_seed_gives_another_log()
    {
        Assert.NotEqual(
            ToolRun.Of("simulate", "--participations", "20").Output, ToolRun.Of("simulate", "--participations", "20", "--seed", "2").Output);
    }

    [Theory]
    [InlineData("--participations", "-1")]
    [InlineData("--participations", "many")]
    [InlineData("--participations", "1000000001")]
    [InlineData("--participations", "1", "--days", "0")]
    [InlineData("--participations", "1", "--days", "36501")]
    [InlineData("--participations", "1", "--seed", "-1")]
    [InlineData("--participations", "1", "--seed", "18446744073709551616")]
    [InlineData("--days", "3")]
    public void Arguments_outside_what_is_allowed_are_unusable(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(["simulate", .. arguments]);

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.Contains(arguments.Length == 2 && arguments[0] == "--days" ? "--participations" : arguments[^2], run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void No_participations_make_an_empty_log()
    {
        Assert.Equal(new ToolRun(0, "", ""), ToolRun.Of("simulate", "--participations", "0"));
    }

    [Fact]
    public void The_events_of_all_come_in_the_order_of_time_within_the_days_asked_for()
    {
        string[] times = [.. Lines(ToolRun.Of("simulate", "--participations", "500", "--days", "100").Output).Select(line => line.GetProperty("occurred_at").GetString()!)];
        DateTimeOffset[] read = [.. times.Select(time => DateTimeOffset.Parse(time, null))];

        Assert.Equal(read.Order(), read);
        Assert.InRange(read[0], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));
        Assert.InRange(read[^1], new DateTimeOffset(2026, 4, 9, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 11, 0, 0, 0, TimeSpan.Zero));
        Assert.All(times, time => Assert.EndsWith("Z", time, StringComparison.Ordinal));
    }

    [Fact]
    public void A_life_does_not_depend_on_how_many_others_there_are()
    {
        JsonElement[] few = Lines(ToolRun.Of("simulate", "--participations", "10", "--seed", "3").Output);
        string[] ids = [.. few.Select(Id).Distinct()];
        JsonElement[] many = [.. Lines(ToolRun.Of("simulate", "--participations", "300", "--seed", "3").Output).Where(line => ids.Contains(Id(line)))];

        Assert.Equal(10, ids.Length);
        Assert.Equal(few.Select(Event), many.Select(Event));

        static string Event(JsonElement line) => $"{Id(line)} {line.GetProperty("event")} {line.GetProperty("occurred_at")}";
    }

    [Fact]
    public void Identifiers_are_of_the_usual_form_and_participations_are_all_different()
    {
        JsonElement[] requests = [.. Lines(ToolRun.Of("simulate", "--participations", "2000").Output).Where(line => line.TryGetProperty("device_id", out _))];

        Assert.Equal(2000, requests.Select(Id).Distinct().Count());
        Assert.All(requests, request =>
        {
            Assert.Matches("^vpp_[0-9a-f]{24}$", Id(request));
            Assert.Matches("^dev_[0-9a-f]{24}$", request.GetProperty("device_id").GetString());
            Assert.Matches("^loc_[0-9a-f]{24}$", request.GetProperty("location_id").GetString());
            Assert.Matches("^acc_[0-9a-f]{24}$", request.GetProperty("account_id").GetString());
        });
        string[] superseded = [.. requests.Where(request => request.TryGetProperty("supersedes", out _)).Select(request => request.GetProperty("supersedes").GetString()!)];
        Assert.NotEmpty(superseded);
        Assert.Subset(requests.Select(Id).ToHashSet(), superseded.ToHashSet());
    }

    [Fact]
    public void A_log_without_faults_is_applied_to_the_last_event_and_visits_every_state_and_uses_every_trigger()
    {
        string log = ToolRun.Of("simulate", "--participations", "3000").Output;
        Replayed replayed = Replayed.From(log);

        Assert.Equal(0, replayed.ExitStatus);
        Assert.Empty(replayed.Rejected);
        Assert.Equal(3000, replayed.Resources.Length);
        Assert.Equal(
            LifecycleSpecification.States.Select(state => state.State.ToWireName()).Order(),
            replayed.Resources.SelectMany(resource => resource.GetProperty("participation_state").EnumerateArray())
                .Where(entry => entry.GetProperty("status").GetString() != "PENDING")
                .Select(entry => entry.GetProperty("state").GetString()!).Distinct().Order());
        Assert.Equal(
            LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName()).Append("ENROLMENT_REQUESTED").Order(),
            Lines(log).Select(line => line.GetProperty("event").GetString()!).Distinct().Order());
        Assert.Contains(replayed.Resources, resource => resource.GetProperty("suspension_reasons").GetArrayLength() > 1);
        Assert.Contains(replayed.Resources, resource => resource.GetProperty("telemetry_active").GetBoolean());
    }

    [Fact]
    public void Faults_bring_every_rejection_and_leave_what_truly_happened_in_the_log()
    {
        byte[] log = Simulate("--participations", "600", "--faults");
        string clean = Encoding.UTF8.GetString(Simulate("--participations", "600"));
        string faulty = Encoding.UTF8.GetString(log);
        Replayed replayed = Replayed.From(log);

        Assert.Equal(1, replayed.ExitStatus);
        Assert.Equal(
            ["DUPLICATE_REQUEST", "INVALID_VALUE", "MALFORMED_JSON", "MISSING_MEMBER", "NOT_PERMITTED", "UNKNOWN_EVENT", "UNKNOWN_PARTICIPATION"],
            replayed.Codes.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(clean.Split('\n').Except(faulty.Split('\n')));
        Assert.Contains("\n\n", faulty, StringComparison.Ordinal);
    }

    private static byte[] Simulate(params string[] arguments)
    {
        using var directory = new ScratchDirectory();
        Assert.Equal(new ToolRun(0, "", ""), ToolRun.Of(["simulate", .. arguments, "--out", directory.File("log.ndjson")]));
        return File.ReadAllBytes(directory.File("log.ndjson"));
    }

    private static JsonElement[] Lines(string log) => [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    private static string Id(JsonElement line) => line.GetProperty("participation_id").GetString()!;
}
