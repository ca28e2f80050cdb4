using System.Text.Json;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public sealed class JsonExportTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(JsonExport.Write()).RootElement;

    [Fact]
    public void The_document_has_six_members_in_this_order() =>
        Assert.Equal(["states", "suspension_reasons", "triggers", "rules", "configurations", "steps"], Names(Document));

    [Theory]
    [InlineData("states", 16, "state kind phase description message")]
    [InlineData("suspension_reasons", 5, "reason when recovers message")]
    [InlineData("rules", 104, "from trigger condition outcome to")]
    [InlineData("configurations", 51, "code state meter_access_outstanding suspension_reasons rewards_settled notice_period_elapsed pending")]
    [InlineData("steps", 1428, "from trigger outcome to")]
    public void Every_element_of_an_array_has_all_its_members_in_order(string array, int count, string members)
    {
        JsonElement[] elements = [.. Document.GetProperty(array).EnumerateArray()];
        Assert.Equal(count, elements.Length);
        Assert.All(elements, element => Assert.Equal(members, string.Join(' ', Names(element))));
    }

    [Fact]
    public void Triggers_are_the_28_names_in_order()
    {
        string[] triggers = [.. Document.GetProperty("triggers").EnumerateArray().Select(trigger => trigger.GetString()!)];
        Assert.Equal(28, triggers.Distinct().Count());
        Assert.Equal("CONSENT_REQUESTED", triggers[0]);
        Assert.Equal("CONSENT_WITHHELD", triggers[12]);
        Assert.Equal("SITE_DELETED", triggers[27]);
    }

    [Fact]
    public void Text_is_written_as_it_is_and_not_escaped()
    {
        Assert.Contains("We’ve received your request to join the programme.", JsonExport.Write(), StringComparison.Ordinal);
        JsonElement failed = Document.GetProperty("states")[15];
        Assert.Equal("FAILED TERMINAL FAILURE", $"{failed.GetProperty("state")} {failed.GetProperty("kind")} {failed.GetProperty("phase")}");
        Assert.Equal("Something went wrong while setting up. Please try again or contact support.", failed.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(0, """{"code":0,"state":"ENROLMENT_REQUESTED","meter_access_outstanding":false,"suspension_reasons":[],"rewards_settled":false,"notice_period_elapsed":false,"pending":["AWAITING_CONSENT","AWAITING_TELEMETRY","CONFIRMING_DISPATCH","AWAITING_ELIGIBILITY","AWAITING_REGISTRATION","REGISTERED","ACTIVE"]}""")]
    [InlineData(5, """{"code":5,"state":"AWAITING_TELEMETRY","meter_access_outstanding":true,"suspension_reasons":[],"rewards_settled":false,"notice_period_elapsed":false,"pending":["AWAITING_METER_ACCESS","CONFIRMING_DISPATCH","AWAITING_ELIGIBILITY","AWAITING_REGISTRATION","REGISTERED","ACTIVE"]}""")]
    [InlineData(6, """{"code":6,"state":"AWAITING_METER_ACCESS","meter_access_outstanding":true,"suspension_reasons":[],"rewards_settled":false,"notice_period_elapsed":false,"pending":["CONFIRMING_DISPATCH","AWAITING_ELIGIBILITY","AWAITING_REGISTRATION","REGISTERED","ACTIVE"]}""")]
    [InlineData(31, """{"code":31,"state":"SUSPENDED","meter_access_outstanding":false,"suspension_reasons":["AWAITING_TELEMETRY","AWAITING_DISPATCH","CUSTOMER_REQUEST"],"rewards_settled":false,"notice_period_elapsed":false,"pending":["ACTIVE"]}""")]
    [InlineData(47, """{"code":47,"state":"WINDING_DOWN","meter_access_outstanding":false,"suspension_reasons":[],"rewards_settled":false,"notice_period_elapsed":true,"pending":["UNENROLLED"]}""")]
    [InlineData(50, """{"code":50,"state":"FAILED","meter_access_outstanding":false,"suspension_reasons":[],"rewards_settled":false,"notice_period_elapsed":false,"pending":[]}""")]
    public void A_configuration_says_all_that_it_remembers(int code, string expected) =>
        Assert.Equal(expected, Document.GetProperty("configurations")[code].GetRawText());

    [Theory]
    [InlineData(5, "TELEMETRY_RECEIVED", "TRANSITIONED", 6)]
    [InlineData(4, "TELEMETRY_RECEIVED", "TRANSITIONED", 7)]
    [InlineData(1, "METER_ACCESS_GRANTED", "UPDATED", 0)]
    [InlineData(12, "TELEMETRY_RECEIVED", "IGNORED", 12)]
    [InlineData(12, "CUSTOMER_PAUSED", "TRANSITIONED", 28)]
    [InlineData(28, "LEAVE_REQUESTED", "TRANSITIONED", 44)]
    [InlineData(0, "LEAVE_REQUESTED", "REJECTED", 0)]
    public void A_step_is_found_by_its_configuration_and_its_trigger(int from, string trigger, string outcome, int to)
    {
        JsonElement step = Assert.Single(
            Document.GetProperty("steps").EnumerateArray(),
            step => step.GetProperty("from").GetInt32() == from && step.GetProperty("trigger").GetString() == trigger);
        Assert.Equal(outcome, step.GetProperty("outcome").GetString());
        Assert.Equal(to, step.GetProperty("to").GetInt32());
    }

    [Fact]
    public void Every_step_that_is_not_rejected_follows_a_rule_of_the_document()
    {
        string[] states = [.. Document.GetProperty("configurations").EnumerateArray().Select(configuration => configuration.GetProperty("state").GetString()!)];
        HashSet<string> rules = [.. Document.GetProperty("rules").EnumerateArray().Select(rule =>
            $"{rule.GetProperty("from")} {rule.GetProperty("trigger")} {rule.GetProperty("outcome")} {rule.GetProperty("to")}")];
        HashSet<string> steps = [.. Document.GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("outcome").GetString() != "REJECTED")
            .Select(step => $"{states[step.GetProperty("from").GetInt32()]} {step.GetProperty("trigger")} {step.GetProperty("outcome")} {states[step.GetProperty("to").GetInt32()]}")];
        Assert.Equal(rules.Order(StringComparer.Ordinal), steps.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rule_has_its_condition_in_words_or_null()
    {
        JsonElement[] rules = [.. Document.GetProperty("rules").EnumerateArray()];
        Assert.Contains(rules, rule => rule.GetRawText() ==
            """{"from":"AWAITING_TELEMETRY","trigger":"TELEMETRY_RECEIVED","condition":"meter access outstanding","outcome":"TRANSITIONED","to":"AWAITING_METER_ACCESS"}""");
        Assert.Contains(rules, rule => rule.GetRawText() ==
            """{"from":"REGISTERED","trigger":"DEVICE_WENT_LIVE","condition":null,"outcome":"TRANSITIONED","to":"ACTIVE"}""");
    }

    [Fact]
    public void Each_element_stands_on_its_own_line_and_lines_end_alike_everywhere()
    {
        string text = JsonExport.Write();
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("\n  ]\n}\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    {\"from\":0,\"trigger\":\"CONSENT_REQUESTED\",\"outcome\":\"TRANSITIONED\",\"to\":2},\n", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
