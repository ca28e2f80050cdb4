using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class ParticipationResourceErrorTests
{
    private const string States =
        "ENROLMENT_REQUESTED, AWAITING_CONSENT, AWAITING_TELEMETRY, AWAITING_METER_ACCESS, CONFIRMING_DISPATCH, AWAITING_ELIGIBILITY, AWAITING_REGISTRATION, REGISTERED, "
        + "INELIGIBLE, ACTIVE, SUSPENDED, UNENROLMENT_REQUESTED, WINDING_DOWN, UNENROLLED, OFFBOARDED, FAILED";

    private const string Entered = "\"occurred_at\":\"2026-03-01T09:30:00Z\"";

    [Theory]
    [InlineData("current_state", "\"SUSPENDET\"", "$.current_state", "\"SUSPENDET\"", States)]
    [InlineData("current_state", "\"active\"", "$.current_state", "\"active\"", States)]
    [InlineData("current_state", "9", "$.current_state", "9", States)]
    [InlineData("object", "\"list\"", "$.object", "\"list\"", "vpp-participation")]
    [InlineData("suspension_reasons", "[\"OPERATOR_REQUEST\",\"WEATHER\"]", "$.suspension_reasons[1]", "\"WEATHER\"", "AWAITING_TELEMETRY, AWAITING_DISPATCH, AWAITING_CONSENT, OPERATOR_REQUEST, CUSTOMER_REQUEST")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"DONE\"}]", "$.participation_state[0].status", "\"DONE\"", "COMPLETE, IN_PROGRESS, PENDING")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"COMPLETE\"," + Entered + "},{\"state\":null}]", "$.participation_state[1].state", "null", States)]
    public void A_value_that_is_none_of_those_allowed_is_named_with_its_place_and_with_them(string member, string json, string path, string value, string allowed)
    {
        LifecycleJsonException error = Rejected(member, json);

        Assert.Equal(LifecycleJsonError.InvalidValue, error.Error);
        Assert.Equal(path, error.Path);
        Assert.Equal(value, error.Value);
        Assert.Equal(allowed, string.Join(", ", error.Allowed));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Allowed[0], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live_mode", "\"true\"", "$.live_mode", "\"true\"", "true or false")]
    [InlineData("live_mode", "null", "$.live_mode", "null", "true or false")]
    [InlineData("id", "7", "$.id", "7", "a string")]
    [InlineData("id", "\"\"", "$.id", "\"\"", "a string that is not empty")]
    [InlineData("id", "123456789012345678901234567890123456789012345678901234567890123", "$.id", "123456789012345678901234567890123456789012345678901234567890…", "a string")]
    [InlineData("time_created", "\"2026-03-01T09:30:00\"", "$.time_created", "\"2026-03-01T09:30:00\"", "RFC 3339 time with an offset")]
    [InlineData("time_updated", "\"2026-03-01T09:30:00.1234567891Z\"", "$.time_updated", "\"2026-03-01T09:30:00.1234567891Z\"", "at most 9 fraction digits")]
    [InlineData("time_updated", "1772357400", "$.time_updated", "1772357400", "RFC 3339")]
    [InlineData("provider", "[]", "$.provider", "An array", "an object")]
    [InlineData("provider", "{\"id\":{},\"provider_display_name\":\"\"}", "$.provider.id", "An object", "a string")]
    [InlineData("suspension_reasons", "{}", "$.suspension_reasons", "An object", "an array")]
    [InlineData("account_id", "\"\"", "$.account_id", "\"\"", "not empty")]
    public void A_value_of_the_wrong_type_is_named_with_its_place_and_what_is_allowed(string member, string json, string path, string value, string allowed)
    {
        LifecycleJsonException error = Rejected(member, json);

        Assert.Equal(LifecycleJsonError.InvalidValue, error.Error);
        Assert.Equal(path, error.Path);
        Assert.Equal(value, error.Value);
        Assert.Empty(error.Allowed);
        Assert.Contains(allowed, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("live_mode")]
    [InlineData("device_id")]
    [InlineData("location_id")]
    [InlineData("control_active")]
    [InlineData("telemetry_active")]
    [InlineData("suspension_reasons")]
    [InlineData("participation_state")]
    [InlineData("time_updated")]
    [InlineData("time_created")]
    public void A_missing_member_is_named(string member)
    {
        JsonObject document = Document();
        document.Remove(member);

        LifecycleJsonException error = Rejected(document.ToJsonString());

        Assert.Equal(LifecycleJsonError.MissingMember, error.Error);
        Assert.Equal("$", error.Path);
        Assert.Contains($"\"{member}\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provider", "{\"id\":\"p\"}", "$.provider", "provider_display_name")]
    [InlineData("programme", "{\"programme_display_name\":\"p\"}", "$.programme", "id")]
    [InlineData("participation_state", "[{\"status\":\"COMPLETE\"}]", "$.participation_state[0]", "state")]
    public void A_missing_member_within_is_named_with_its_place(string member, string json, string path, string missing)
    {
        LifecycleJsonException error = Rejected(member, json);

        Assert.Equal((LifecycleJsonError.MissingMember, path), (error.Error, error.Path));
        Assert.Contains($"\"{missing}\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"id\":\"a\"}", "$.id")]
    [InlineData("{\"id\":\"a\",\"\\u0069d\":\"b\"}", "$.id")]
    [InlineData("{\"participation_state\":[{\"state\":\"ACTIVE\",\"status\":\"COMPLETE\"," + Entered + "}],\"enrolment_state\":[]}", "$.enrolment_state")]
    [InlineData("{\"participation_state\":[{\"state\":\"ACTIVE\",\"state\":\"ACTIVE\"}]}", "$.participation_state[0].state")]
    [InlineData("{\"x\":1,\"y\":2,\"x\":1}", "$.x")]
    [InlineData("{\"a.b\":1,\"a.b\":1}", "$['a.b']")]
    [InlineData("{\"x\":[{\"y\":{\"z\":1,\"z\":2}}]}", "$.x")]
    public void A_member_given_twice_is_an_error_wherever_it_stands(string json, string path)
    {
        LifecycleJsonException error = Rejected(json);

        Assert.Equal((LifecycleJsonError.DuplicateMember, path), (error.Error, error.Path));
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{\"id\":7}}")]
    [InlineData("{\"id\":\"a\",}")]
    [InlineData("{\"id\":'a'}")]
    [InlineData("{/* no */}")]
    [InlineData("{\"id\":01}")]
    [InlineData("nul")]
    public void What_is_not_json_is_an_error_with_its_line(string json)
    {
        LifecycleJsonException error = Rejected(json);

        Assert.Equal(LifecycleJsonError.MalformedJson, error.Error);
        Assert.NotNull(error.LineNumber);
        Assert.NotNull(error.Path);
    }

    [Fact]
    public void Anything_after_the_object_is_an_error()
    {
        LifecycleJsonException error = Rejected(Document().ToJsonString() + "}");

        Assert.Equal(LifecycleJsonError.MalformedJson, error.Error);
    }

    [Theory]
    [InlineData("[]", "An array")]
    [InlineData("null", "null")]
    [InlineData("\"vpp\"", "\"vpp\"")]
    public void What_is_no_object_is_an_error(string json, string value)
    {
        LifecycleJsonException error = Rejected(json);

        Assert.Equal((LifecycleJsonError.InvalidValue, "$", value), (error.Error, error.Path, error.Value));
    }

    [Theory]
    [InlineData("{\"id\":\"\\ud800\"}", "$.id")]
    [InlineData("{\"id\":\"\\udc00\\ud800\"}", "$.id")]
    [InlineData("{\"x\":\"\\ud800\"}", "$.x")]
    [InlineData("{\"x\":[{\"y\":\"\\udfff\"}]}", "$.x")]
    [InlineData("{\"x\":{\"\\ud800\":1}}", "$.x")]
    [InlineData("{\"object\":\"\\ud800\"}", "$.object")]
    [InlineData("{\"\\ud800\":1}", "$")]
    [InlineData("{\"time_created\":\"\\ud800\"}", "$.time_created")]
    [InlineData("{\"current_state\":\"\\ud800\"}", "$.current_state")]
    public void A_lone_surrogate_as_an_escape_is_an_error_also_where_it_would_be_ignored(string json, string path)
    {
        LifecycleJsonException error = Rejected(json);

        Assert.Equal((LifecycleJsonError.MalformedJson, path), (error.Error, error.Path));
    }

    [Theory]
    [InlineData("{\"id\":\"?\"}", "$.id")]
    [InlineData("{\"x\":\"?\"}", "$.x")]
    [InlineData("{\"x\":[{\"y\":\"?\"}]}", "$.x")]
    [InlineData("{\"?\":1}", "$")]
    public void Bad_utf8_is_an_error_also_where_it_would_be_ignored(string json, string path)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        utf8[Array.IndexOf(utf8, (byte)'?')] = 0xC0;

        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationResource.Parse(utf8));

        Assert.Equal((LifecycleJsonError.MalformedJson, path), (error.Error, error.Path));
    }

    [Fact]
    public void A_lone_surrogate_in_a_string_of_ours_is_an_error_and_not_a_question_mark()
    {
        LifecycleJsonException error = Rejected("{\"id\":\"\ud800\"}");

        Assert.Equal(LifecycleJsonError.MalformedJson, error.Error);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_stack_overflow()
    {
        LifecycleJsonException error = Rejected("{\"x\":" + new string('[', 1_000_000) + new string(']', 1_000_000) + "}");

        Assert.Equal((LifecycleJsonError.MalformedJson, "$.x"), (error.Error, error.Path));
    }

    [Theory]
    [InlineData("current_state", "\"SUSPENDED\"", "$.current_state", "SUSPENDED is not the state of the timeline's current entry, ACTIVE.")]
    [InlineData("control_active", "false", "$.control_active", "false is not allowed in ACTIVE. Allowed: true.")]
    [InlineData("suspension_reasons", "[\"OPERATOR_REQUEST\"]", "$.suspension_reasons", "[OPERATOR_REQUEST] is not allowed: the timeline's current entry, ACTIVE, lists [].")]
    [InlineData("participation_state", "[]", "$.participation_state", "No entry says which state is the current one.")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"PENDING\"}]", "$.participation_state", "No entry says which state is the current one.")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"IN_PROGRESS\"," + Entered + "},{\"state\":\"ACTIVE\",\"status\":\"IN_PROGRESS\"," + Entered + "}]", "$.participation_state[1].status", "IN_PROGRESS comes after IN_PROGRESS")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"PENDING\"},{\"state\":\"ACTIVE\",\"status\":\"IN_PROGRESS\"," + Entered + "}]", "$.participation_state[1].status", "IN_PROGRESS comes after PENDING")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"IN_PROGRESS\"," + Entered + "},{\"state\":\"ACTIVE\",\"status\":\"COMPLETE\"," + Entered + "}]", "$.participation_state[1].status", "COMPLETE comes after IN_PROGRESS")]
    [InlineData("participation_state", "[{\"state\":\"ACTIVE\",\"status\":\"IN_PROGRESS\"," + Entered + ",\"suspension_reasons\":[\"OPERATOR_REQUEST\"]}]", "$.participation_state[0].suspension_reasons", "[OPERATOR_REQUEST] is not allowed where ACTIVE is IN_PROGRESS. Allowed: [].")]
    public void Values_that_contradict_each_other_are_an_error_that_says_how(string member, string json, string path, string message)
    {
        LifecycleJsonException error = Rejected(member, json);

        Assert.Equal((LifecycleJsonError.BrokenInvariant, path), (error.Error, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Entry 7 is ACTIVE, 8 SUSPENDED; then either ACTIVE is expected, or the customer leaves.</summary>
    [Theory]
    [InlineData("SUSPENDED", null, "control_active", "true", "true is not allowed in SUSPENDED. Allowed: false.")]
    [InlineData("SUSPENDED", null, "suspension_reasons", "[]", "[] is not allowed: the timeline's current entry, SUSPENDED, lists [AWAITING_DISPATCH].")]
    [InlineData("SUSPENDED", null, "suspension_reasons", "[\"CUSTOMER_REQUEST\"]", "[CUSTOMER_REQUEST] is not allowed: the timeline's current entry, SUSPENDED, lists [AWAITING_DISPATCH].")]
    [InlineData("SUSPENDED", 8, "suspension_reasons", "[]", "[] is not allowed where SUSPENDED is IN_PROGRESS. Allowed: at least one reason.")]
    [InlineData("SUSPENDED", 9, "suspension_reasons", "[\"AWAITING_DISPATCH\"]", "[AWAITING_DISPATCH] is not allowed where ACTIVE is PENDING. Allowed: [].")]
    [InlineData("SUSPENDED", 9, "occurred_at", "\"2026-03-01T20:30:00.5+02:00\"", "2026-03-01T18:30:00.5Z is not allowed where ACTIVE is PENDING. Allowed: null.")]
    [InlineData("UNENROLMENT_REQUESTED", 8, "suspension_reasons", "[]", "[] is not allowed where SUSPENDED is COMPLETE. Allowed: at least one reason.")]
    [InlineData("UNENROLMENT_REQUESTED", 8, "occurred_at", "null", "null is not allowed where SUSPENDED is COMPLETE. Allowed: when it was entered.")]
    [InlineData("UNENROLMENT_REQUESTED", 9, "occurred_at", "null", "null is not allowed where UNENROLMENT_REQUESTED is IN_PROGRESS. Allowed: when it was entered.")]
    public void What_a_state_and_its_status_rule_out_is_an_error_that_says_what_is_allowed(string state, int? entry, string member, string json, string message)
    {
        Participation participation = Example.Apply(Example.In(ParticipationState.Active), Trigger.ControlLost);
        if (state == "UNENROLMENT_REQUESTED")
            participation = Example.Apply(participation, Trigger.LeaveRequested);
        JsonObject document = JsonNode.Parse(ParticipationResource.From(participation, Example.Start).ToJson())!.AsObject();
        JsonObject changed = entry is { } index ? document["participation_state"]![index]!.AsObject() : document;
        changed[member] = JsonNode.Parse(json);

        LifecycleJsonException error = Rejected(document.ToJsonString());

        Assert.Equal((LifecycleJsonError.BrokenInvariant, entry is null ? $"$.{member}" : $"$.participation_state[{entry}].{member}"), (error.Error, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_at_all_is_an_argument_error() =>
        Assert.Throws<ArgumentNullException>(() => ParticipationResource.Parse((string)null!));

    private static JsonObject Document() =>
        JsonNode.Parse(ParticipationResource.From(Example.In(ParticipationState.Active), Example.Start).ToJson())!.AsObject();

    private static LifecycleJsonException Rejected(string member, string json)
    {
        JsonObject document = Document();
        document[member] = "HERE";
        return Rejected(document.ToJsonString().Replace("\"HERE\"", json, StringComparison.Ordinal));
    }

    private static LifecycleJsonException Rejected(string json) => Assert.Throws<LifecycleJsonException>(() => ParticipationResource.Parse(json));
}
