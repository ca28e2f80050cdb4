using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Tool;

public class RejectedLinesTests
{
    private const string Id = "\"participation_id\":\"vpp_1\"";
    private const string At = "\"occurred_at\":\"2026-01-31T12:00:00Z\"";
    private const string Head = Id + "," + At;
    private const string Request = Head + ",\"event\":\"ENROLMENT_REQUESTED\"";
    private const string Consent = Head + ",\"event\":\"CONSENT_REQUESTED\"";

    private static readonly string[] Members = ["line", "participation_id", "event", "state", "code", "message", "permitted"];

    [Theory]
    [InlineData("{", "not one JSON object: An object or an array has no end. (at byte 2)")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("\"event\"", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("12", "not a JSON object")]
    [InlineData("{}{}", "not one JSON object")]
    [InlineData("{\"event\":\"X\",}", "not one JSON object: A comma has no member after it. (at byte 14)")]
    [InlineData("{\"event\":[1,]}", "not one JSON object: A comma has no value after it. (at byte 13)")]
    [InlineData("x", "not one JSON object: 'x' is an invalid start of a value. (at byte 1)")]
    [InlineData("{\"event\":\"X\"} // why", "not one JSON object")]
    [InlineData("{\"event\":NaN}", "not one JSON object")]
    [InlineData("{'event':'X'}", "not one JSON object")]
    [InlineData("{\"event\":\"CONSENT\tREQUESTED\"}", "not one JSON object")]
    [InlineData("{\"a\":\"\\ud800\"}", "surrogate")]
    [InlineData("{\"a\":\"\\udc00\\ud800\"}", "surrogate")]
    [InlineData("{\"a\":\"\\ud800\\u0041\"}", "surrogate")]
    [InlineData("{\"\\udfff\":1}", "surrogate")]
    [InlineData("{\"a\":[{\"b\":\"\\\\\\ud800\\\\udc00\"}]}", "surrogate")]
    [InlineData("{" + Head + "," + At + ",\"event\":\"CONSENT_REQUESTED\"}", "twice in one object: occurred_at")]
    [InlineData("{" + Consent + ",\"\\u0065vent\":null}", "twice in one object: event")]
    [InlineData("{" + Consent + ",\"x\":1,\"y\":1,\"x\":1}", "twice in one object: x")]
    [InlineData("{" + Consent + ",\"x\":[{\"y\":1,\"\\u0079\":2}]}", "twice in one object: y")]
    [InlineData("{" + Request + ",\"provider\":{\"id\":\"a\",\"id\":\"a\"}}", "twice in one object: id")]
    public void What_is_not_one_json_object_of_well_formed_text_is_malformed(string line, string message)
    {
        JsonElement rejected = Reject(line);

        Assert.Equal("MALFORMED_JSON", rejected.GetProperty("code").GetString());
        Assert.Contains(message, rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, rejected.GetProperty("participation_id").ValueKind);
        Assert.Equal(JsonValueKind.Null, rejected.GetProperty("event").ValueKind);
        Assert.Equal(JsonValueKind.Null, rejected.GetProperty("state").ValueKind);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void Ill_formed_utf8_is_malformed_wherever_it_stands(byte[] illFormed)
    {
        byte[] log = [.. Encoding.UTF8.GetBytes("{\"x\":\""), .. illFormed, .. Encoding.UTF8.GetBytes("\"," + Consent + "}\n")];

        Replayed replayed = Replayed.From([.. Encoding.UTF8.GetBytes(Log.Of(Log.Request("vpp_1"))), .. log]);

        Assert.Equal(["MALFORMED_JSON"], replayed.Codes);
        Assert.Contains("UTF-8", replayed.Rejected[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("ENROLMENT_REQUESTED", replayed.Resources[0].GetProperty("current_state").GetString());
    }

    [Theory]
    [InlineData("{}", "participation_id")]
    [InlineData("{" + At + ",\"event\":\"CONSENT_REQUESTED\"}", "participation_id")]
    [InlineData("{" + Id + ",\"event\":\"CONSENT_REQUESTED\"}", "occurred_at")]
    [InlineData("{" + Head + "}", "event")]
    [InlineData("{" + Request + ",\"location_id\":\"l\"}", "device_id")]
    [InlineData("{" + Request + ",\"device_id\":\"d\"}", "location_id")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"provider\":{\"provider_display_name\":\"P\"}}", "provider.id")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"provider\":{\"id\":\"p\"}}", "provider.provider_display_name")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"programme\":{}}", "programme.id")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"programme\":{\"id\":\"p\"}}", "programme.programme_display_name")]
    public void A_member_that_the_event_needs_is_missed_by_name(string line, string member)
    {
        JsonElement rejected = Reject(line);

        Assert.Equal("MISSING_MEMBER", rejected.GetProperty("code").GetString());
        Assert.Equal($"{member} is missing.", rejected.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("DEVICE_REBOOTED")]
    [InlineData("consent_requested")]
    [InlineData("CONSENT_REQUESTED ")]
    [InlineData("")]
    [InlineData("ACTIVE")]
    [InlineData("3")]
    public void An_event_that_is_none_is_told_with_those_there_are(string name)
    {
        JsonElement rejected = Reject(Log.Trigger("vpp_1", name));

        Assert.Equal("UNKNOWN_EVENT", rejected.GetProperty("code").GetString());
        Assert.Equal(name, rejected.GetProperty("event").GetString());
        string message = rejected.GetProperty("message").GetString()!;
        Assert.StartsWith($"event is \"{name}\". Allowed: ENROLMENT_REQUESTED, CONSENT_REQUESTED, ", message, StringComparison.Ordinal);
        Assert.EndsWith(", SITE_DELETED.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[\"CONSENT_REQUESTED\"]")]
    [InlineData("{\"name\":\"CONSENT_REQUESTED\"}")]
    public void An_event_that_is_no_string_is_none_either(string value)
    {
        JsonElement rejected = Reject("{" + Head + ",\"event\":" + value + "}");

        Assert.Equal("UNKNOWN_EVENT", rejected.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, rejected.GetProperty("event").ValueKind);
        Assert.StartsWith($"event is {value}. Allowed: ENROLMENT_REQUESTED, CONSENT_REQUESTED, ", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_amendment_of_a_stored_history_is_no_event_of_a_log()
    {
        var details = new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_2" };

        JsonElement rejected = Reject(new DetailsAmended(details, DateTimeOffset.UnixEpoch).ToJson());

        Assert.Equal("UNKNOWN_EVENT", rejected.GetProperty("code").GetString());
        Assert.Equal("vpp_1", rejected.GetProperty("participation_id").GetString());
        Assert.Equal("DETAILS_AMENDED", rejected.GetProperty("event").GetString());
        Assert.StartsWith("event is \"DETAILS_AMENDED\". Allowed: ENROLMENT_REQUESTED, ", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"participation_id\":7," + At + ",\"event\":\"CONSENT_REQUESTED\"}", "participation_id is 7. Allowed: a string")]
    [InlineData("{\"participation_id\":\"\"," + At + ",\"event\":\"CONSENT_REQUESTED\"}", "participation_id is \"\". Allowed: a string that is not empty, without control characters.")]
    [InlineData("{\"participation_id\":null," + At + ",\"event\":\"CONSENT_REQUESTED\"}", "participation_id is null.")]
    [InlineData("{" + Id + ",\"occurred_at\":\"2026-01-31T12:00:00\",\"event\":\"CONSENT_REQUESTED\"}", "occurred_at is \"2026-01-31T12:00:00\". Allowed: an RFC 3339 time")]
    [InlineData("{" + Id + ",\"occurred_at\":1769860800,\"event\":\"CONSENT_REQUESTED\"}", "occurred_at is 1769860800. Allowed: an RFC 3339 time")]
    [InlineData("{" + Id + ",\"occurred_at\":null,\"event\":\"CONSENT_REQUESTED\"}", "occurred_at is null.")]
    [InlineData("{" + Consent + ",\"actor\":{\"name\":\"us\"}}", "actor is {\"name\":\"us\"}. Allowed: a string.")]
    [InlineData("{" + Consent + ",\"note\":false}", "note is false. Allowed: a string.")]
    [InlineData("{" + Request + ",\"device_id\":[],\"location_id\":\"l\"}", "device_id is []. Allowed: a string that is not empty, without control characters.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"\"}", "location_id is \"\". Allowed: a string that is not empty, without control characters.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"live_mode\":\"true\"}", "live_mode is \"true\". Allowed: true or false.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"meter_access\":\"required\"}", "meter_access is \"required\". Allowed: NOT_REQUIRED, REQUIRED, AVAILABLE.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"meter_access\":1}", "meter_access is 1. Allowed: NOT_REQUIRED, REQUIRED, AVAILABLE.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"provider_reference_id\":12}", "provider_reference_id is 12.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"account_id\":\"\"}", "account_id is \"\".")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"supersedes\":true}", "supersedes is true.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"provider\":\"p\"}", "provider is \"p\". Allowed: an object.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"provider\":{\"id\":1,\"provider_display_name\":\"P\"}}", "provider.id is 1.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"provider\":{\"id\":\"p\",\"provider_display_name\":null}}", "provider.provider_display_name is null.")]
    [InlineData("{" + Request + ",\"device_id\":\"d\",\"location_id\":\"l\",\"programme\":{\"id\":\"p\",\"programme_display_name\":\"P\",\"learn_more_url\":[1]}}", "programme.learn_more_url is [1].")]
    public void A_value_that_is_not_allowed_is_told_with_its_member_and_what_is_allowed(string line, string message)
    {
        JsonElement rejected = Reject(line);

        Assert.Equal("INVALID_VALUE", rejected.GetProperty("code").GetString());
        Assert.StartsWith(message, rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_value_is_told_in_part()
    {
        JsonElement rejected = Reject(Log.Trigger("vpp_1", new string('é', 200_000)));

        Assert.Equal(200_000, rejected.GetProperty("event").GetString()!.Length);
        Assert.StartsWith($"event is \"{new string('é', 60)}…\". Allowed: ", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_participation_is_requested_once()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1"), Log.Trigger("vpp_1", "CONSENT_REQUESTED"), Log.Request("vpp_1", more: ",\"account_id\":\"acc_2\"")));

        Assert.Equal(1, replayed.ExitStatus);
        JsonElement rejected = Assert.Single(replayed.Rejected);
        Assert.Equal(
            """{"line":3,"participation_id":"vpp_1","event":"ENROLMENT_REQUESTED","state":"AWAITING_CONSENT","code":"DUPLICATE_REQUEST","message":"The participation was requested before.","permitted":[]}""",
            rejected.GetRawText());
        Assert.False(replayed.Resources[0].TryGetProperty("account_id", out _));
        Assert.Equal("AWAITING_CONSENT", replayed.Resources[0].GetProperty("current_state").GetString());
    }

    [Fact]
    public void A_participation_is_known_from_its_request_on()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Trigger("vpp_1", "CONSENT_REQUESTED"), Log.Request("vpp_1"), Log.Trigger("VPP_1", "CONSENT_REQUESTED"), Log.Trigger("vpp_1", "CONSENT_REQUESTED")));

        Assert.Equal(
            """{"line":1,"participation_id":"vpp_1","event":"CONSENT_REQUESTED","state":null,"code":"UNKNOWN_PARTICIPATION","message":"The participation was not requested before.","permitted":[]}""",
            replayed.Rejected[0].GetRawText());
        Assert.Equal([1, 3], replayed.Rejected.Select(line => line.GetProperty("line").GetInt64()));
        Assert.Equal("AWAITING_CONSENT", replayed.Resources[0].GetProperty("current_state").GetString());
    }

    [Fact]
    public void A_request_that_was_refused_does_not_count()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1", more: ",\"live_mode\":1"), Log.Trigger("vpp_1", "CONSENT_REQUESTED"), Log.Request("vpp_1"), Log.Request("vpp_1")));

        Assert.Equal(["INVALID_VALUE", "UNKNOWN_PARTICIPATION", "DUPLICATE_REQUEST"], replayed.Codes);
        Assert.Equal(["vpp_1"], replayed.Ids);
    }

    [Fact]
    public void A_trigger_that_is_not_permitted_is_told_with_the_state_and_what_is_permitted_instead()
    {
        Replayed replayed = Replayed.From(Log.Of(Log.Request("vpp_1"), Log.Trigger("vpp_1", "LEAVE_REQUESTED")));

        JsonElement rejected = Assert.Single(replayed.Rejected);
        Assert.Equal("NOT_PERMITTED", rejected.GetProperty("code").GetString());
        Assert.Equal("ENROLMENT_REQUESTED", rejected.GetProperty("state").GetString());
        Assert.Equal(
            ["CONSENT_REQUESTED", "UNRECOVERABLE_ERROR", "TELEMETRY_NEVER_ESTABLISHED", "CONSENT_WITHHELD"],
            rejected.GetProperty("permitted").EnumerateArray().Select(trigger => trigger.GetString()));
        Assert.StartsWith("LEAVE_REQUESTED is not permitted in ENROLMENT_REQUESTED: ", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("ENROLMENT_REQUESTED", replayed.Resources[0].GetProperty("current_state").GetString());
    }

    [Fact]
    public void Of_several_codes_the_first_is_told()
    {
        const string WrongLiveMode = ",\"device_id\":\"d\",\"location_id\":\"l\",\"live_mode\":1";
        (string Line, string Code)[] lines =
        [
            ("{" + Consent + ",\"x\":1,\"x\":1,\"event\":7", "MALFORMED_JSON"),
            ("{\"participation_id\":7,\"event\":\"DEVICE_REBOOTED\"}", "MISSING_MEMBER"),
            ("{\"occurred_at\":7,\"event\":\"DEVICE_REBOOTED\"}", "MISSING_MEMBER"),
            ("{\"occurred_at\":7,\"participation_id\":7}", "MISSING_MEMBER"),
            ("{" + Request + ",\"device_id\":7}", "MISSING_MEMBER"),
            ("{" + Request + WrongLiveMode + ",\"programme\":{}}", "MISSING_MEMBER"),
            ("{\"participation_id\":7,\"occurred_at\":7,\"event\":\"DEVICE_REBOOTED\"}", "UNKNOWN_EVENT"),
            ("{" + Head + ",\"event\":\"DEVICE_REBOOTED\",\"actor\":7}", "UNKNOWN_EVENT"),
            ("{" + Id + ",\"occurred_at\":7,\"event\":null}", "UNKNOWN_EVENT"),
            ("{\"participation_id\":\"stranger\",\"occurred_at\":7,\"event\":\"CONSENT_REQUESTED\"}", "INVALID_VALUE"),
            ("{" + Request + WrongLiveMode + "}", "INVALID_VALUE"),
            ("{" + Id + ",\"occurred_at\":7,\"event\":\"SITE_DELETED\"}", "INVALID_VALUE"),
            (Log.Trigger("vpp_1", "SITE_DELETED", more: ",\"note\":7"), "INVALID_VALUE"),
            (Log.Request("vpp_1"), "DUPLICATE_REQUEST"),
            (Log.Trigger("stranger", "SITE_DELETED"), "UNKNOWN_PARTICIPATION"),
            (Log.Trigger("vpp_1", "SITE_DELETED"), "NOT_PERMITTED"),
        ];

        Replayed replayed = Replayed.From(Log.Of([Log.Request("vpp_1"), .. lines.Select(line => line.Line)]));

        Assert.Equal(lines.Select(line => line.Code), replayed.Codes);
        Assert.Equal("ENROLMENT_REQUESTED", Assert.Single(replayed.Resources).GetProperty("current_state").GetString());
    }

    [Fact]
    public void Every_member_is_always_there_and_what_could_be_read_is_told()
    {
        Replayed replayed = Replayed.From(Log.Of(
            Log.Request("vpp_1"),
            "?",
            "{" + Id + "}",
            Log.Trigger("vpp_1", "DEVICE_REBOOTED"),
            Log.Trigger("vpp_1", "CONSENT_REQUESTED", at: "noon"),
            Log.Trigger("vpp_2", "CONSENT_REQUESTED", at: "noon"),
            "{\"event\":\"CONSENT_REQUESTED\",\"participation_id\":{}," + At + "}"));

        Assert.All(replayed.Rejected, line => Assert.Equal(Members, line.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            ["- - -", "vpp_1 - ENROLMENT_REQUESTED", "vpp_1 DEVICE_REBOOTED ENROLMENT_REQUESTED", "vpp_1 CONSENT_REQUESTED ENROLMENT_REQUESTED", "vpp_2 CONSENT_REQUESTED -", "- CONSENT_REQUESTED -"],
            replayed.Rejected.Select(line => $"{Text(line, "participation_id")} {Text(line, "event")} {Text(line, "state")}"));
        Assert.All(replayed.Rejected, line => Assert.Equal("[]", line.GetProperty("permitted").GetRawText()));

        static string Text(JsonElement line, string member) => line.GetProperty(member).GetString() ?? "-";
    }

    [Fact]
    public void A_bad_line_neither_stops_the_run_nor_changes_anything()
    {
        string[] good = Log.ActiveFrom("vpp_1", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        string[] bad = ["?", "{}", Log.Trigger("vpp_1", "SITE_DELETED", "2030-01-01T00:00:00Z"), Log.Trigger("stranger", "CONSENT_REQUESTED"), "[" + good[0] + "]"];

        Replayed clean = Replayed.From(Log.Of(good));
        Replayed mixed = Replayed.From(Log.Of([.. good.SelectMany(line => (string[])[.. bad, line, .. bad])]));

        Assert.Equal(0, clean.ExitStatus);
        Assert.Equal(1, mixed.ExitStatus);
        Assert.Equal(clean.Run.Output, mixed.Run.Output);
        Assert.Equal(2 * bad.Length * good.Length, mixed.Rejected.Length);
    }

    private static JsonElement Reject(string line)
    {
        Replayed replayed = Replayed.From(Log.Of(line));

        Assert.Equal(1, replayed.ExitStatus);
        Assert.Empty(replayed.Resources);
        JsonElement rejected = Assert.Single(replayed.Rejected);
        Assert.Equal(1, rejected.GetProperty("line").GetInt64());
        return rejected;
    }
}
