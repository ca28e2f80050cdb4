using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Unit.Json;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit.Snapshots;

/// <summary>Each invariant, broken alone.</summary>
public sealed class SnapshotInvariantTests
{
    private static readonly DwellTimes Dwell = DwellTimes.From(
        LifecycleSpecification.States.ToDictionary(descriptor => descriptor.State, descriptor => TimeSpan.FromHours((int)descriptor.State)));

    [Fact]
    public void There_is_at_least_one_visit() =>
        Broken(Active, "$.visits", "There is no visit", document => document["visits"] = new JsonArray());

    [Fact]
    public void The_first_visit_is_of_ENROLMENT_REQUESTED() =>
        Broken(Active, "$.visits[0].state", "begins in ENROLMENT_REQUESTED, not in AWAITING_CONSENT", document => document["visits"]!.AsArray().RemoveAt(0));

    [Theory]
    [InlineData(Active, 3, "AWAITING_METER_ACCESS", 4, "AWAITING_ELIGIBILITY cannot follow AWAITING_METER_ACCESS")]
    [InlineData(Active, 3, "ACTIVE", 3, "ACTIVE cannot follow AWAITING_TELEMETRY")]
    [InlineData(Suspended, 8, "INELIGIBLE", 8, "INELIGIBLE cannot follow ACTIVE")]
    [InlineData(Unenrolled, 9, "OFFBOARDED", 9, "OFFBOARDED cannot follow UNENROLMENT_REQUESTED")]
    [InlineData(Unenrolled, 9, "FAILED", 9, "FAILED cannot follow UNENROLMENT_REQUESTED")]
    public void Visits_follow_each_other_as_the_rules_allow(ParticipationState state, int index, string visited, int broken, string message) =>
        Broken(state, $"$.visits[{broken}].state", message, document =>
        {
            JsonArray visits = document["visits"]!.AsArray();
            visits[index]!["state"] = visited;
            visits[index]!["suspension_reasons"] = new JsonArray();
            document["current_state"] = visits[^1]!["state"]!.DeepClone();
            document["suspension_reasons"] = new JsonArray();
        });

    [Fact]
    public void A_second_visit_of_a_state_is_only_of_ACTIVE_or_SUSPENDED() =>
        Broken(AwaitingConsent, "$.visits[2].state", "AWAITING_CONSENT cannot follow AWAITING_CONSENT", document => document["visits"]!.AsArray().Add(document["visits"]![1]!.DeepClone()));

    [Fact]
    public void The_current_state_is_that_of_the_last_visit() =>
        Broken(Active, "$.current_state", "REGISTERED is not the state of the last visit, ACTIVE", document => document["current_state"] = "REGISTERED");

    [Fact]
    public void A_visit_of_SUSPENDED_has_reasons() =>
        Broken(UnenrolmentRequested, "$.visits[8].suspension_reasons", "A visit of SUSPENDED has at least one reason", document => document["visits"]![8]!["suspension_reasons"] = new JsonArray(), Trigger.ControlLost);

    [Fact]
    public void A_visit_of_another_state_has_none() =>
        Broken(Active, "$.visits[7].suspension_reasons", "A visit of ACTIVE has no reasons", document => document["visits"]![7]!["suspension_reasons"] = new JsonArray("AWAITING_CONSENT"));

    [Fact]
    public void The_reasons_active_now_are_among_those_of_the_current_visit() =>
        Broken(Suspended, "$.visits[8].suspension_reasons", "The reasons active now", document => document["suspension_reasons"] = new JsonArray("CUSTOMER_REQUEST"));

    [Theory]
    [InlineData(Suspended, "suspension_reasons", "[]", "none")]
    [InlineData(Active, "rewards_settled", "true", "rewards settled")]
    [InlineData(Unenrolled, "notice_period_elapsed", "true", "notice period elapsed")]
    public void State_reasons_and_recorded_facts_belong_together(ParticipationState state, string member, string json, string facts) =>
        Broken(state, "$.current_state", $"{state.ToWireName()} never occurs with the facts: {facts}.", document => document[member] = JsonNode.Parse(json));

    [Fact]
    public void Both_facts_together_end_winding_down() =>
        Broken(WindingDown, "$.current_state", "WINDING_DOWN never occurs with the facts: rewards settled, notice period elapsed.", document =>
        {
            document["rewards_settled"] = true;
            document["notice_period_elapsed"] = true;
        });

    [Theory]
    [InlineData(ConfirmingDispatch, MeterAccess.NotRequired, "REQUIRED")]
    [InlineData(AwaitingMeterAccess, MeterAccess.Required, "AVAILABLE")]
    [InlineData(AwaitingMeterAccess, MeterAccess.Required, "NOT_REQUIRED")]
    [InlineData(Active, MeterAccess.Required, "NOT_REQUIRED")]
    [InlineData(Active, MeterAccess.Required, "REQUIRED")]
    [InlineData(Ineligible, MeterAccess.Available, "REQUIRED")]
    [InlineData(Offboarded, MeterAccess.NotRequired, "REQUIRED")]
    public void Meter_access_is_what_the_visits_lead_to(ParticipationState state, MeterAccess requested, string stored) =>
        Broken(InWith(state, requested), "$.meter_access", $"do not lead to {stored}", document => document["meter_access"] = stored);

    [Theory]
    [InlineData(Failed, MeterAccess.Available, "REQUIRED")]
    [InlineData(Active, MeterAccess.NotRequired, "AVAILABLE")]
    [InlineData(AwaitingTelemetry, MeterAccess.NotRequired, "REQUIRED")]
    public void Meter_access_that_the_visits_can_have_led_to_is_read(ParticipationState state, MeterAccess requested, string stored)
    {
        JsonObject document = Document(InWith(state, requested));
        document["meter_access"] = stored;

        Assert.Equal(stored, ParticipationSnapshot.Parse(document.ToJsonString()).ToParticipation().MeterAccess.ToWireName());
    }

    [Fact]
    public void Time_created_is_when_the_first_state_was_entered() =>
        Broken(Active, "$.time_created", "not when the first state was entered", document => document["time_created"] = "2026-03-01T09:29:59.9999999Z");

    [Fact]
    public void Time_updated_is_no_earlier_than_any_entering()
    {
        Broken(Active, "$.time_updated", "earlier than the entering of visit 7", document => document["time_updated"] = "2026-03-01T16:29:59Z");
        Broken(Active, "$.time_updated", "earlier than the entering of visit 2", document => document["visits"]![2]!["occurred_at"] = "2026-03-02T00:00:00Z");
    }

    [Fact]
    public void Entering_times_need_not_ascend()
    {
        Participation late = Example.In(Registered).ApplyOrThrow(Trigger.DeviceWentLive, Example.Start.AddYears(-1)).ApplyOrThrow(Trigger.OperatorPaused, Example.Start.AddYears(-2));

        Assert.Equal(late, ParticipationSnapshot.Parse(ParticipationSnapshot.From(late).ToJson()).ToParticipation());
    }

    [Fact]
    public void A_sighting_is_recorded_where_the_walk_needs_it_no_earlier_than_the_state_it_led_to()
    {
        Broken(Active, "$.telemetry_seen_at", "A telemetry sighting led to visit 3", document => document["telemetry_seen_at"] = null);
        Broken(Active, "$.telemetry_seen_at", "A telemetry sighting led to visit 3", document => document["telemetry_seen_at"] = "2026-03-01T12:29:59Z");
        Broken(
            Example.Apply(Example.In(Active), Trigger.TelemetryLost, Trigger.TelemetryResumed), "$.telemetry_seen_at", "A telemetry sighting led to visit 9",
            document => document["telemetry_seen_at"] = "2026-03-01T17:30:00Z");
    }

    [Fact]
    public void A_sighting_is_not_bound_to_a_return_that_another_trigger_may_have_made()
    {
        Participation returned = Example.Apply(Example.In(Active), Trigger.TelemetryLost, Trigger.ControlLost, Trigger.TelemetryResumed, Trigger.ControlRestored);
        JsonObject document = Document(returned);
        document["telemetry_seen_at"] = "2026-03-01T17:30:00Z";

        Assert.Equal(Example.Start.AddHours(8), ParticipationSnapshot.Parse(document.ToJsonString()).ToParticipation().TelemetrySeenAt);
    }

    [Fact]
    public void Where_either_a_sighting_or_a_consent_led_on_one_of_the_two_is_recorded_from_then_or_later()
    {
        Participation returned = Example.Apply(Example.In(Active), Trigger.TelemetryLost, Trigger.ConsentLapsed, Trigger.TelemetryResumed, Trigger.ConsentRenewed);
        Broken(returned, "$.telemetry_seen_at", "A telemetry sighting or a consent led to visit 9", document =>
        {
            document["telemetry_seen_at"] = "2026-03-01T19:30:00Z";
            document["consented_at"] = "2026-03-01T19:30:00Z";
        });

        JsonObject sighted = Document(returned);
        sighted["telemetry_seen_at"] = sighted["consented_at"]!.DeepClone();
        sighted["consented_at"] = "2026-03-01T19:30:00Z";
        Assert.Equal(returned.ConsentedAt, ParticipationSnapshot.Parse(sighted.ToJsonString()).ToParticipation().TelemetrySeenAt);
    }

    [Fact]
    public void A_consent_is_recorded_where_the_walk_needs_it_and_not_where_nothing_can_have()
    {
        Broken(Active, "$.consented_at", "A consent led to visit 2", document => document["consented_at"] = null);
        Broken(Active, "$.consented_at", "A consent led to visit 2", document => document["consented_at"] = "2026-03-01T11:29:59Z");
        Broken(AwaitingConsent, "$.consented_at", "Nothing on the way here can have recorded a consent", document => document["consented_at"] = "2026-03-01T11:30:00Z");
    }

    [Fact]
    public void A_heartbeat_may_be_recorded_before_anything_waits_for_it()
    {
        JsonObject document = Document(Example.In(EnrolmentRequested));
        document["telemetry_seen_at"] = "2026-03-01T11:30:00Z";

        Assert.Equal(Example.Start.AddHours(2), ParticipationSnapshot.Parse(document.ToJsonString()).ToParticipation().TelemetrySeenAt);
    }

    [Fact]
    public void Dates_are_those_that_dwell_times_foresaw_and_only_those()
    {
        BrokenEstimate(Example.In(Active), 1, "2026-03-01T11:30:00Z", "Allowed: null.");
        BrokenEstimate(WithDwellTimes(Active), 0, "2026-03-01T11:30:00Z", "Allowed: null.");
        BrokenEstimate(WithDwellTimes(Failed), 1, "2026-03-01T11:30:00Z", "Allowed: null.");
        BrokenEstimate(WithDwellTimes(Active), 2, "1999-01-01T00:00:00Z", "Allowed: 2026-03-01T11:30:00Z.");
        BrokenEstimate(WithDwellTimes(Active), 2, null, "Allowed: 2026-03-01T11:30:00Z.");

        var others = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [Suspended] = TimeSpan.FromTicks(1) });
        Participation returned = Example.Apply(Example.Apply(Requested(others), [.. Requested(others).PathTo(Suspended)!]), Trigger.TelemetryResumed);
        BrokenEstimate(returned, 1, "1999-01-01T00:00:00Z", "Allowed: null.");
        BrokenEstimate(returned, 9, null, "Allowed: 2026-03-01T17:30:00.0000001Z.");
    }

    [Theory]
    [MemberData(nameof(Given.Codes), MemberType = typeof(Given))]
    public void Whatever_follows_a_configuration_is_read_back_with_what_was_foreseen(int code)
    {
        Participation participation = Given.OfCode(code, Dwell);
        foreach (Trigger trigger in participation.PermittedTriggers)
        {
            Participation next = Example.Apply(participation, trigger);
            Assert.Equal(next, ParticipationSnapshot.Parse(ParticipationSnapshot.From(next).ToJson()).ToParticipation());
        }
    }

    private static void BrokenEstimate(Participation participation, int index, string? expectedAt, string message) =>
        Broken(participation, $"$.visits[{index}].expected_at", message, document => document["visits"]![index]!["expected_at"] = expectedAt);

    private static void Broken(ParticipationState state, string path, string message, Action<JsonObject> change, params Trigger[] beforeTheLast)
    {
        Participation participation = beforeTheLast.Length == 0
            ? Example.In(state)
            : Example.Apply(Example.In(Active), [.. beforeTheLast, .. Example.Apply(Example.In(Active), beforeTheLast).PathTo(state)!]);
        Broken(participation, path, message, change);
    }

    private static void Broken(Participation participation, string path, string message, Action<JsonObject> change)
    {
        JsonObject document = Document(participation);
        Assert.Equal(participation, ParticipationSnapshot.Parse(document.ToJsonString()).ToParticipation());
        change(document);

        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationSnapshot.Parse(document.ToJsonString()));

        Assert.Equal((LifecycleJsonError.BrokenInvariant, path), (error.Error, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static JsonObject Document(Participation participation) => JsonNode.Parse(ParticipationSnapshot.From(participation).ToJson())!.AsObject();

    private static Participation InWith(ParticipationState state, MeterAccess meterAccess)
    {
        Participation requested = Participation.Request(Example.Details, meterAccess, Example.Start);
        return Example.Apply(requested, [.. requested.PathTo(state)!]);
    }

    private static Participation WithDwellTimes(ParticipationState state) => Example.Apply(Requested(Dwell), [.. Requested(Dwell).PathTo(state)!]);

    private static Participation Requested(DwellTimes dwellTimes) => Participation.Request(Example.Details, MeterAccess.NotRequired, Example.Start, dwellTimes);
}
