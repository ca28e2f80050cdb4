using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class ParticipationSnapshotTests
{
    [Fact]
    public void A_snapshot_holds_all_that_the_resource_lacks()
    {
        Participation participation = Participation.Request(
            Example.FullDetails, MeterAccess.Required, Example.Start, DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.Active] = new(2, 3, 4, 5) }));
        participation = Example.Apply(
            participation, [.. participation.PathTo(ParticipationState.Suspended)!, Trigger.ControlLost, Trigger.TelemetryReceived, Trigger.CustomerPaused, Trigger.ControlRestored]);

        Assert.Equal(
            """{"object":"vpp-participation-snapshot","version":1,"specification":"97364e3260a5d092","id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","provider_reference_id":"AZ01346701301","live_mode":true,"device_id":"dev_63a6087272941ef077a8fd3e","location_id":"loc_641b90b758fb8e6293716e40","meter_access":"AVAILABLE","current_state":"SUSPENDED","suspension_reasons":["CUSTOMER_REQUEST"],"rewards_settled":false,"notice_period_elapsed":false,"visits":["""
            + Visit("ENROLMENT_REQUESTED", "01T09") + Visit("AWAITING_CONSENT", "01T10") + Visit("AWAITING_TELEMETRY", "01T11") + Visit("AWAITING_METER_ACCESS", "01T12")
            + Visit("CONFIRMING_DISPATCH", "01T13") + Visit("AWAITING_ELIGIBILITY", "01T14") + Visit("AWAITING_REGISTRATION", "01T15") + Visit("REGISTERED", "01T16")
            + Visit("ACTIVE", "01T17") + """{"state":"SUSPENDED","occurred_at":"2026-03-01T18:30:00Z","expected_at":null,"suspension_reasons":["AWAITING_TELEMETRY","AWAITING_DISPATCH","CUSTOMER_REQUEST"]}],"""
            + """ "telemetry_seen_at":"2026-03-01T20:30:00Z","consented_at":"2026-03-01T11:30:00Z","time_updated":"2026-03-01T22:30:00Z","time_created":"2026-03-01T09:30:00Z",""".TrimStart()
            + """ "provider":{"id":"prv_1","provider_display_name":"Leap","logo_url":"https://s.example/logo.png?a=1&b=<2>"},"programme":{"id":"vpr_1","programme_display_name":"Gemeinschaftsstrom für Zürich ☀️","learn_more_url":"https://example/é"},"account_id":"acc_661677911f2197045e6cf1b1","supersedes":"vpp_000000000000000000000000","dwell_times":{"ACTIVE":"2.03:04:05"}}""".TrimStart(),
            ParticipationSnapshot.From(participation).ToJson());

        static string Visit(string state, string hour) => $$"""{"state":"{{state}}","occurred_at":"2026-03-{{hour}}:30:00Z","expected_at":null,"suspension_reasons":[]},""";
    }

    [Theory]
    [InlineData("\"specification\":\"0123456789abcdef\",", "0123456789abcdef")]
    [InlineData("\"specification\":null,", null)]
    [InlineData("", null)]
    public void A_snapshot_of_another_specification_is_read_and_shows_which_it_was(string member, string? expected)
    {
        ParticipationSnapshot current = ParticipationSnapshot.From(Example.In(ParticipationState.Active));
        string json = current.ToJson().Replace($"\"specification\":\"{SpecificationHash.Current}\",", member, StringComparison.Ordinal);

        ParticipationSnapshot other = ParticipationSnapshot.Parse(json);

        Assert.Equal(SpecificationHash.Current, current.Specification);
        Assert.Equal(expected, other.Specification);
        Assert.Equal(current.ToParticipation(), other.ToParticipation());
        Assert.NotEqual(current, other);
        Assert.Equal(member == "\"specification\":null," ? json.Replace(member, "", StringComparison.Ordinal) : json, other.ToJson());
    }

    [Fact]
    public void Reading_then_writing_and_writing_then_reading_give_the_same()
    {
        Participation participation = Example.Apply(
            Participation.Request(Example.FullDetails, MeterAccess.Available, Example.Start), [.. Example.After().PathTo(ParticipationState.WindingDown)!, Trigger.RewardsSettled]);
        ParticipationSnapshot snapshot = ParticipationSnapshot.From(participation);

        Assert.Equal(snapshot, ParticipationSnapshot.Parse(snapshot.ToJson()));
        Assert.Equal(snapshot.ToJson(), ParticipationSnapshot.Parse(snapshot.ToUtf8Bytes()).ToJson());
        Assert.Equal(participation, ParticipationSnapshot.Parse(snapshot.ToJson()).ToParticipation());
        Assert.Same(participation, snapshot.ToParticipation());
    }

    [Fact]
    public void A_participation_that_was_restored_goes_on_as_it_would_have()
    {
        Participation suspended = Example.In(ParticipationState.Suspended);

        Participation restored = ParticipationSnapshot.Parse(ParticipationSnapshot.From(suspended).ToJson()).ToParticipation();

        Assert.Equal(Example.Apply(suspended, Trigger.CustomerPaused, Trigger.LeaveRequested), Example.Apply(restored, Trigger.CustomerPaused, Trigger.LeaveRequested));
    }

    [Fact]
    public void Old_state_names_are_read_in_snapshots_too()
    {
        Participation waiting = Participation.Request(
            Example.Details, MeterAccess.NotRequired, Example.Start, DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.AwaitingConsent] = TimeSpan.FromHours(1) }));
        waiting = Example.Apply(waiting, Trigger.ConsentRequested);
        string json = ParticipationSnapshot.From(waiting).ToJson().Replace("\"AWAITING_CONSENT\"", "\"AWAITING_CUSTOMER_CONSENT\"", StringComparison.Ordinal);

        Assert.Equal(waiting, ParticipationSnapshot.Parse(json).ToParticipation());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("\"1\"")]
    [InlineData("99999999999999999999999999")]
    public void A_version_it_does_not_know_is_refused_with_those_it_knows(string version)
    {
        string json = ParticipationSnapshot.From(Example.After()).ToJson().Replace("\"version\":1,", $"\"version\":{version},", StringComparison.Ordinal);

        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationSnapshot.Parse(json));

        Assert.Equal((LifecycleJsonError.InvalidValue, "$.version", version), (error.Error, error.Path, error.Value));
        Assert.Equal(["1", "2"], error.Allowed);
    }

    [Theory]
    [InlineData("object", "\"vpp-participation\"", LifecycleJsonError.InvalidValue, "$.object")]
    [InlineData("version", null, LifecycleJsonError.MissingMember, "$")]
    [InlineData("id", null, LifecycleJsonError.MissingMember, "$")]
    [InlineData("live_mode", null, LifecycleJsonError.MissingMember, "$")]
    [InlineData("meter_access", null, LifecycleJsonError.MissingMember, "$")]
    [InlineData("meter_access", "\"PERHAPS\"", LifecycleJsonError.InvalidValue, "$.meter_access")]
    [InlineData("telemetry_seen_at", null, LifecycleJsonError.MissingMember, "$")]
    [InlineData("consented_at", "7", LifecycleJsonError.InvalidValue, "$.consented_at")]
    [InlineData("visits", "[{}]", LifecycleJsonError.MissingMember, "$.visits[0]")]
    [InlineData("visits", "[{\"state\":\"X\"}]", LifecycleJsonError.InvalidValue, "$.visits[0].state")]
    [InlineData("visits", "[{\"occurred_at\":null}]", LifecycleJsonError.InvalidValue, "$.visits[0].occurred_at")]
    [InlineData("dwell_times", "{\"ACTIVE\":\"-1.00:00:00\"}", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE")]
    [InlineData("dwell_times", "{\"ACTIVE\":3600}", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE")]
    [InlineData("dwell_times", "{\"ACTIVE\":\" 01:00:00\"}", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE")]
    [InlineData("dwell_times", "{\"ACTIVE\":\"01:00:00 \"}", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE")]
    [InlineData("dwell_times", "{\"ACTIVE\":\"99999999.00:00:00\"}", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE")]
    [InlineData("dwell_times", "{\"ACTIVE\":\"1:2\"}", LifecycleJsonError.InvalidValue, "$.dwell_times.ACTIVE")]
    [InlineData("dwell_times", "{\"NOWHERE\":\"01:00:00\"}", LifecycleJsonError.InvalidValue, "$.dwell_times")]
    [InlineData("dwell_times", "{\"AWAITING_CONSENT\":\"01:00:00\",\"AWAITING_CUSTOMER_CONSENT\":\"01:00:00\"}", LifecycleJsonError.DuplicateMember, "$.dwell_times.AWAITING_CUSTOMER_CONSENT")]
    public void A_fault_of_form_is_named_with_its_place(string member, string? json, LifecycleJsonError expected, string path)
    {
        JsonObject document = JsonNode.Parse(ParticipationSnapshot.From(Example.In(ParticipationState.Active)).ToJson())!.AsObject();
        document.Remove(member);
        if (json is not null)
            document[member] = JsonNode.Parse(json);

        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationSnapshot.Parse(document.ToJsonString()));

        Assert.Equal((expected, path), (error.Error, error.Path));
    }

    [Fact]
    public void Snapshots_of_equal_participations_are_equal()
    {
        ParticipationSnapshot one = ParticipationSnapshot.From(Example.In(ParticipationState.Active));
        ParticipationSnapshot same = ParticipationSnapshot.From(Example.In(ParticipationState.Active));

        Assert.Equal(one, same);
        Assert.True(one == same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != ParticipationSnapshot.From(Example.In(ParticipationState.Suspended)));
        Assert.Equal("vpp_7c2f1a9e4b0d8f3a6e2c5d10 ACTIVE", one.ToString());
    }
}
