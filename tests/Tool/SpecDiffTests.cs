using System.Text.Json;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Tests.Tool.Specifications;

namespace Vpp.Lifecycle.Tests.Tool;

public sealed class SpecDiffTests
{
    [Fact]
    public void The_same_specification_is_compatible_with_this_build()
    {
        using var scratch = new ScratchDirectory();
        string old = scratch.File("old.json", JsonExport.Write());

        ToolRun run = ToolRun.Of("spec", "diff", old);

        Assert.Equal((0, ""), (run.ExitStatus, run.Errors));
        Assert.Equal(
            $"""
            old  97364e3260a5d092  {old}
            new  97364e3260a5d092  this build

            Nothing differs.

            Compatible: every history that the old one accepts, the new one accepts too, with the same outcomes and configurations.
            Compared: 462 steps from 51 configurations.

            """,
            run.Output);
    }

    [Fact]
    public void What_was_added_removed_moved_and_reworded_is_shown_and_the_shortest_history_that_breaks()
    {
        using var scratch = new ScratchDirectory();
        string old = scratch.File("old.json", JsonExport.Write());
        string now = scratch.File("new.json", Planted.Json(Break));

        ToolRun run = ToolRun.Of("spec", "diff", old, now);

        Assert.Equal((1, ""), (run.ExitStatus, run.Errors));
        string[] lines = run.Output.Split('\n');
        Assert.Contains("  > OFFBOARDED: position 15 -> position 16", lines);
        Assert.Contains("  > FAILED: position 16 -> position 15", lines);
        Assert.Contains("  ~ ACTIVE: message: Your device is active and taking part in the programme. -> On.", lines);
        Assert.Contains("  + DEVICE_REPLACED: position 29", lines);
        Assert.Contains("  - ACTIVE LEAVE_REQUESTED: TRANSITIONED UNENROLMENT_REQUESTED", lines);
        Assert.Contains("  ~ 12: expected to follow: [] -> [UNENROLLED]", lines);
        Assert.Contains("  - 12 LEAVE_REQUESTED: TRANSITIONED 44", lines);
        Assert.Contains("  > 44 NOTICE_SERVED: TRANSITIONED 45 -> IGNORED 44", lines);
        Assert.EndsWith(
            """
              REGISTRATION_CONFIRMED  10 REGISTERED
              DEVICE_WENT_LIVE  12 ACTIVE
              LEAVE_REQUESTED
                 old: TRANSITIONED 44 UNENROLMENT_REQUESTED
                 new: REJECTED 12 ACTIVE

            """,
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_told_the_same_as_json()
    {
        using var scratch = new ScratchDirectory();
        string old = scratch.File("old.json", JsonExport.Write());
        string now = scratch.File("new.json", Planted.Json(Break));
        string result = scratch.File("result.json");

        ToolRun run = ToolRun.Of("spec", "diff", old, now, "--format", "json", "--out", result);

        Assert.Equal((1, "", ""), (run.ExitStatus, run.Output, run.Errors));
        using var document = JsonDocument.Parse(File.ReadAllText(result));
        JsonElement root = document.RootElement;
        Assert.Equal(
            ["compatible", "old", "new", "compared_configurations", "compared_steps", "history", "changes"], root.EnumerateObject().Select(member => member.Name));
        Assert.False(root.GetProperty("compatible").GetBoolean());
        Assert.Equal("97364e3260a5d092", root.GetProperty("old").GetProperty("hash").GetString());
        JsonElement history = root.GetProperty("history");
        Assert.Equal("NOT_REQUIRED", history.GetProperty("meter_access").GetString());
        Assert.Equal("LEAVE_REQUESTED", history.GetProperty("triggers").EnumerateArray().Last().GetString());
        Assert.Equal([0, 2, 4, 7, 8, 9, 10, 12], history.GetProperty("configurations").EnumerateArray().Select(code => code.GetInt32()));
        Assert.Equal("""{"outcome":"TRANSITIONED","to":44}""", history.GetProperty("old").GetRawText());
        Assert.Equal("""{"outcome":"REJECTED","to":12}""", history.GetProperty("new").GetRawText());
        Assert.Equal(
            ["states", "suspension_reasons", "triggers", "rules", "configurations", "steps"], root.GetProperty("changes").EnumerateObject().Select(part => part.Name));
        Assert.Equal(
            """{"added":["DEVICE_REPLACED: position 29"],"removed":[],"moved":[],"reworded":[]}""", root.GetProperty("changes").GetProperty("triggers").GetRawText());
    }

    [Fact]
    public void Standard_input_is_one_of_the_two()
    {
        ToolRun run = ToolRun.Reading(JsonExport.Write(), "spec", "diff", "-");
        ToolRun both = ToolRun.Reading(JsonExport.Write(), "spec", "diff", "-", "-");

        Assert.Equal((0, ""), (run.ExitStatus, run.Errors));
        Assert.Equal((2, "vpp-lifecycle: OLD and NEW are both standard input. Allowed: at most one of them.\n"), (both.ExitStatus, both.Errors));
    }

    [Theory]
    [InlineData("{", "it is not JSON: ")]
    [InlineData("[]", "$ is no object.")]
    [InlineData("{}", "$ has no member \"triggers\".")]
    public void What_is_no_specification_is_unusable(string text, string message)
    {
        using var scratch = new ScratchDirectory();

        ToolRun run = ToolRun.Of("spec", "diff", scratch.File("old.json", text));

        Assert.Equal((2, ""), (run.ExitStatus, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_argument_refers_to_the_help_of_the_command_below()
    {
        ToolRun run = ToolRun.Of("spec", "diff");

        Assert.Equal(2, run.ExitStatus);
        Assert.EndsWith("vpp-lifecycle: See vpp-lifecycle spec diff --help\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Exit status:", ToolRun.Of("spec", "diff", "--help").Output, StringComparison.Ordinal);
    }

    private static void Break(JsonObject specification)
    {
        JsonArray states = specification["states"]!.AsArray();
        states.Single(state => (string)state!["state"]! == "ACTIVE")!["message"] = "On.";
        JsonNode last = states[15]!;
        states.RemoveAt(15);
        states.Insert(14, last);
        JsonArray rules = specification["rules"]!.AsArray();
        rules.Remove(rules.Single(rule => (string)rule!["from"]! == "ACTIVE" && (string)rule["trigger"]! == "LEAVE_REQUESTED"));
        specification["configurations"]![12]!["pending"] = new JsonArray("UNENROLLED");
        specification["triggers"]!.AsArray().Add("DEVICE_REPLACED");
        for (int code = 0; code < Configuration.Count; code++)
            specification["steps"]!.AsArray().Add(new JsonObject { ["from"] = code, ["trigger"] = "DEVICE_REPLACED", ["outcome"] = "REJECTED", ["to"] = code });
        Planted.Change(specification, 12, "LEAVE_REQUESTED", "REJECTED", 12);
        Planted.Change(specification, 44, "NOTICE_SERVED", "IGNORED", 44);
    }
}
