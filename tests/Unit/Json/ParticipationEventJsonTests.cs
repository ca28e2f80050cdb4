using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class ParticipationEventJsonTests
{
    private static readonly DwellTimes Dwell = DwellTimes.From(
        new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.WindingDown] = TimeSpan.FromDays(30), [ParticipationState.AwaitingConsent] = new(1, 2, 3, 4, 5) });

    public static TheoryData<string, string> Forms => new()
    {
        {
            "request",
            """{"participation_id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","occurred_at":"2026-03-01T09:30:00Z","event":"ENROLMENT_REQUESTED","device_id":"dev_63a6087272941ef077a8fd3e","location_id":"loc_641b90b758fb8e6293716e40","live_mode":false,"meter_access":"NOT_REQUIRED","specification":"97364e3260a5d092"}"""
        },
        {
            "full request",
            """{"participation_id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","occurred_at":"2026-03-01T09:30:00Z","event":"ENROLMENT_REQUESTED","device_id":"dev_63a6087272941ef077a8fd3e","location_id":"loc_641b90b758fb8e6293716e40","live_mode":true,"provider_reference_id":"AZ01346701301","provider":{"id":"prv_1","provider_display_name":"Leap","logo_url":"https://s.example/logo.png?a=1&b=<2>"},"programme":{"id":"vpr_1","programme_display_name":"Gemeinschaftsstrom für Zürich ☀️","learn_more_url":"https://example/é"},"account_id":"acc_661677911f2197045e6cf1b1","supersedes":"vpp_000000000000000000000000","meter_access":"REQUIRED","dwell_times":{"AWAITING_CONSENT":"1.02:03:04.0050000","WINDING_DOWN":"30.00:00:00"},"specification":"97364e3260a5d092","actor":"app","note":"first"}"""
        },
        { "trigger", """{"participation_id":"vpp_1","occurred_at":"2026-03-01T09:30:00.0000001Z","event":"CONSENT_GRANTED"}""" },
        { "full trigger", """{"participation_id":"vpp_1","occurred_at":"2026-03-01T09:30:00Z","event":"SITE_DELETED","actor":"Zoë","note":""}""" },
        { "coded trigger", """{"participation_id":"vpp_1","occurred_at":"2026-03-01T09:30:00Z","event":"ELIGIBILITY_DENIED","note":"x","reason_code":"NO_METER.2-B"}""" },
        { "stale sighting", """{"participation_id":"vpp_1","occurred_at":"2026-03-01T09:30:00Z","event":"TELEMETRY_RESUMED","reason_code":"LATE","stale":true}""" },
        {
            "amendment",
            """{"participation_id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","occurred_at":"2026-03-01T09:30:00Z","event":"DETAILS_AMENDED","device_id":"dev_63a6087272941ef077a8fd3e","location_id":"loc_641b90b758fb8e6293716e40","live_mode":false,"note":"moved","reason_code":"MOVED"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_event_is_written_as_a_line_of_an_event_log_and_read_back_the_same(string name, string json)
    {
        ParticipationEvent participationEvent = Events[name];

        Assert.Equal(json, participationEvent.ToJson());
        Assert.Equal(json, Encoding.UTF8.GetString(participationEvent.ToUtf8Bytes()));
        Assert.Equal(participationEvent, ParticipationEventJson.Parse(json));
        Assert.Equal(participationEvent, ParticipationEventJson.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void What_a_request_leaves_out_is_false_and_not_required() =>
        Assert.Equal(
            new ParticipationRequested(Example.Details, MeterAccess.NotRequired, Example.Start) { Specification = null },
            ParticipationEventJson.Parse(
                """{"event":"ENROLMENT_REQUESTED","location_id":"loc_641b90b758fb8e6293716e40","dwell_times":null,"device_id":"dev_63a6087272941ef077a8fd3e","occurred_at":"2026-03-01T10:30:00+01:00","participation_id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10"}"""));

    [Theory]
    [InlineData("""{"participation_id":"vpp_1","occurred_at":"2026-03-01T09:30:00Z","event":"TELEMETRY_RESUMED","stale":false,"reason_code":null}""")]
    [InlineData("""{"participation_id":"vpp_1","occurred_at":"2026-03-01T09:30:00Z","event":"TELEMETRY_RESUMED"}""")]
    public void A_trigger_without_a_code_that_is_not_stale_need_not_say_so(string json) =>
        Assert.Equal(new TriggerFired("vpp_1", Trigger.TelemetryResumed, Example.Start), ParticipationEventJson.Parse(json));

    [Theory]
    [InlineData(",\"specification\":\"0123456789abcdef\"", "0123456789abcdef")]
    [InlineData("", null)]
    public void A_request_under_another_specification_is_read_replayed_and_shows_which_it_was(string member, string? expected)
    {
        var current = new ParticipationRequested(Example.Details, MeterAccess.NotRequired, Example.Start);
        string json = current.ToJson().Replace($",\"specification\":\"{SpecificationHash.Current}\"", member, StringComparison.Ordinal);

        var other = (ParticipationRequested)ParticipationEventJson.Parse(json);

        Assert.Equal(SpecificationHash.Current, current.Specification);
        Assert.Equal(expected, other.Specification);
        Assert.NotEqual(current, other);
        Assert.Equal(json, other.ToJson());
        Assert.Equal(Participation.Replay(current, []), Participation.Replay(other, []));
    }

    [Fact]
    public void Members_that_the_kind_of_event_does_not_have_are_ignored_wherever_its_name_stands() =>
        Assert.Equal(
            new TriggerFired("vpp_1", Trigger.ConsentGranted, Example.Start),
            ParticipationEventJson.Parse("""{"device_id":7,"x":[{}],"meter_access":"?","occurred_at":"2026-03-01T09:30:00Z","participation_id":"vpp_1","note":null,"event":"CONSENT_GRANTED","dwell_times":0}"""));

    [Theory]
    [InlineData("""{}""", LifecycleJsonError.MissingMember, "$", "\"participation_id\"")]
    [InlineData("""{"participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.MissingMember, "$", "\"event\"")]
    [InlineData("""{"event":"ACTIVE","participation_id":7}""", LifecycleJsonError.MissingMember, "$", "\"occurred_at\"")]
    [InlineData("""{"event":"ACTIVE","participation_id":7,"occurred_at":"now"}""", LifecycleJsonError.InvalidValue, "$.event", "ENROLMENT_REQUESTED")]
    [InlineData("""{"event":"ENROLMENT_REQUESTED","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"d","location_id":"l","provider":{"provider_display_name":"x"}}""", LifecycleJsonError.MissingMember, "$.provider", "\"id\"")]
    [InlineData("""{"event":"ENROLMENT_REQUESTED","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"d","location_id":"l","programme":{"id":1,"programme_display_name":"x"}}""", LifecycleJsonError.InvalidValue, "$.programme.id", "not empty")]
    [InlineData("""{"event":"ENROLMENT_REQUESTED","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"d","location_id":"l","dwell_times":{"ACTIVE":"-1"}}""", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE", "a duration")]
    [InlineData("""{"event":"CONSENT_GRANTED","x":[{"y":1,"\u0079":2}]}""", LifecycleJsonError.DuplicateMember, "$", "\"y\" is given twice")]
    [InlineData("""[1 true]""", LifecycleJsonError.MalformedJson, "$", "not JSON")]
    [InlineData("""[]""", LifecycleJsonError.InvalidValue, "$", "an object")]
    [InlineData("""{"event":"CONSENT_GRANTED","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.MissingMember, "$", "\"participation_id\"")]
    [InlineData("""{"event":"CONSENT_GRANTED","participation_id":"a"}""", LifecycleJsonError.MissingMember, "$", "\"occurred_at\"")]
    [InlineData("""{"event":"ENROLMENT_REQUESTED","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","location_id":"l"}""", LifecycleJsonError.MissingMember, "$", "\"device_id\"")]
    [InlineData("""{"event":"DETAILS_AMENDED","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"l"}""", LifecycleJsonError.MissingMember, "$", "\"location_id\"")]
    [InlineData("""{"event":"ACTIVE","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.event", "ENROLMENT_REQUESTED, CONSENT_REQUESTED, ")]
    [InlineData("""{"event":null,"participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.event", "SITE_DELETED, DETAILS_AMENDED")]
    [InlineData("""{"event":"CONSENT_GRANTED","event":"CONSENT_GRANTED"}""", LifecycleJsonError.DuplicateMember, "$.event", "twice")]
    [InlineData("""{"event":"CONSENT_GRANTED","participation_id":"","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.participation_id", "not empty")]
    [InlineData("""{"event":"CONSENT_GRANTED","occurred_at":"now","participation_id":"a"}""", LifecycleJsonError.InvalidValue, "$.occurred_at", "RFC 3339")]
    [InlineData("""{"event":"ENROLMENT_REQUESTED","meter_access":"MAYBE","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"d","location_id":"l"}""", LifecycleJsonError.InvalidValue, "$.meter_access", "NOT_REQUIRED, REQUIRED, AVAILABLE")]
    [InlineData("""{"event":"CONSENT_GRANTED","actor":7,"participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.actor", "a string")]
    [InlineData("""{"event":"CONSENT_GRANTED","reason_code":"no meter","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.reason_code", "\"no meter\" is not allowed. Allowed: 1 to 64 characters of A-Z, 0-9, _, . and -.")]
    [InlineData("""{"event":"DETAILS_AMENDED","reason_code":"","participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"d","location_id":"l"}""", LifecycleJsonError.InvalidValue, "$.reason_code", "1 to 64")]
    [InlineData("""{"event":"ENROLMENT_REQUESTED","reason_code":7,"participation_id":"a","occurred_at":"2026-03-01T09:30:00Z","device_id":"d","location_id":"l"}""", LifecycleJsonError.InvalidValue, "$.reason_code", "7 is not allowed")]
    [InlineData("""{"event":"CONSENT_GRANTED","stale":true,"participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.stale", "Allowed: false.")]
    [InlineData("""{"event":"TELEMETRY_RECEIVED","stale":1,"participation_id":"a","occurred_at":"2026-03-01T09:30:00Z"}""", LifecycleJsonError.InvalidValue, "$.stale", "true or false")]
    [InlineData("""{"event":"CONSENT_GRANTED" """, LifecycleJsonError.MalformedJson, "$", "not JSON")]
    public void A_fault_is_named_with_its_place(string json, LifecycleJsonError expected, string path, string message)
    {
        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationEventJson.Parse(json));

        Assert.Equal((expected, path), (error.Error, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hosts_own_serializer_reads_and_writes_events_of_any_kind_or_of_one()
    {
        List<ParticipationEvent> history = [.. Events.Values];

        string json = JsonSerializer.Serialize(history);

        Assert.Equal(history, JsonSerializer.Deserialize<List<ParticipationEvent>>(json));
        Assert.Equal(Events["trigger"], JsonSerializer.Deserialize<TriggerFired>(JsonSerializer.Serialize((TriggerFired)Events["trigger"])));
        Assert.Equal(Events["request"], JsonSerializer.Deserialize<ParticipationRequested>(JsonSerializer.Serialize((ParticipationRequested)Events["request"])));
        Assert.Equal(Events["amendment"], JsonSerializer.Deserialize<DetailsAmended>(JsonSerializer.Serialize((DetailsAmended)Events["amendment"])));
        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<TriggerFired>(Events["request"].ToJson()));
        Assert.Contains("Allowed: TriggerFired", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_history_gives_the_participation_back()
    {
        Participation lived = Participation.Request(Example.FullDetails, MeterAccess.Available, Example.Start, Dwell);
        List<string> stored = [new ParticipationRequested(Example.FullDetails, MeterAccess.Available, Example.Start, Dwell).ToJson()];
        foreach (Trigger trigger in lived.PathTo(ParticipationState.Offboarded)!)
        {
            AcceptedTransition accepted = lived.Apply(trigger, lived.TimeUpdated.AddMinutes(1)).Accepted!.Value;
            lived = accepted.Participation;
            stored.Add(TriggerFired.From(accepted).ToJson());
        }

        List<ParticipationEvent> history = [.. stored.Select(ParticipationEventJson.Parse)];

        Assert.Equal(lived, Participation.Replay((ParticipationRequested)history[0], history[1..]));
    }

    private static Dictionary<string, ParticipationEvent> Events { get; } = new(StringComparer.Ordinal)
    {
        ["request"] = new ParticipationRequested(Example.Details, MeterAccess.NotRequired, Example.Start),
        ["full request"] = new ParticipationRequested(Example.FullDetails, MeterAccess.Required, Example.Start, Dwell, "app", "first"),
        ["trigger"] = new TriggerFired("vpp_1", Trigger.ConsentGranted, Example.Start.AddTicks(1)),
        ["full trigger"] = new TriggerFired("vpp_1", Trigger.SiteDeleted, Example.Start, "Zoë", ""),
        ["coded trigger"] = new TriggerFired("vpp_1", Trigger.EligibilityDenied, Example.Start, note: "x", reasonCode: "NO_METER.2-B"),
        ["stale sighting"] = new TriggerFired("vpp_1", Trigger.TelemetryResumed, Example.Start, reasonCode: "LATE", isStale: true),
        ["amendment"] = new DetailsAmended(Example.Details, Example.Start, note: "moved", reasonCode: "MOVED"),
    };
}
