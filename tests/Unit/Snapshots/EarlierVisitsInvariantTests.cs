using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit.Snapshots;

/// <summary>A past that is only counted must be one that a participation can have had.</summary>
public sealed class EarlierVisitsInvariantTests
{
    [Fact]
    public void The_first_visit_at_hand_must_be_able_to_follow_what_was_visited() =>
        Broken("$.earlier_visits", "No participation visits ENROLMENT_REQUESTED, AWAITING_CONSENT, AWAITING_TELEMETRY in 3 visits and REGISTERED then.", In(AwaitingMeterAccess, MeterAccess.Required), document =>
        {
            document["visits"]![0]!["state"] = "REGISTERED";
            document["current_state"] = "REGISTERED";
            document["meter_access"] = "AVAILABLE";
        });

    [Fact]
    public void Every_life_begins_in_ENROLMENT_REQUESTED() =>
        Broken("$.earlier_visits", "No participation visits AWAITING_CONSENT in 1 visits", In(AwaitingTelemetry), document =>
        {
            document["earlier_visits"]!["count"] = 1;
            document["earlier_visits"]!["first_entered"]!.AsObject().Remove("ENROLMENT_REQUESTED");
        });

    [Theory]
    [InlineData(-1, "$.earlier_visits.count")]
    [InlineData(0, "$.earlier_visits.count")]
    [InlineData(6, "$.earlier_visits")]
    [InlineData(8, "$.earlier_visits")]
    [InlineData(9, "$.earlier_visits")]
    public void Before_the_first_suspension_there_are_as_many_visits_as_states(int count, string path) =>
        Broken(path, count < 1 ? $"{count} is not allowed" : $"in {count} visits", In(Active), document => document["earlier_visits"]!["count"] = count);

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(1_000_000_000, false)]
    [InlineData(2_000_000_001, true)]
    public void ACTIVE_and_SUSPENDED_alternate(int count, bool isPossible)
    {
        JsonObject document = Document(In(Active).After(Trigger.ControlLost, Trigger.ControlRestored).WithLatestVisits(1));
        document["earlier_visits"]!["count"] = count;

        if (isPossible)
            Assert.Equal(count, ParticipationSnapshot.Parse(document.ToJsonString()).ToParticipation().EarlierVisitCount);
        else
            Assert.Throws<LifecycleJsonException>(() => ParticipationSnapshot.Parse(document.ToJsonString()));
    }

    [Fact]
    public void What_the_earlier_visits_needed_of_the_meter_is_still_checked() =>
        Broken("$.meter_access", "do not lead to NOT_REQUIRED", In(Active, MeterAccess.Required), document => document["meter_access"] = "NOT_REQUIRED");

    [Fact]
    public void The_first_visit_was_entered_when_the_participation_was_created() =>
        Broken("$.time_created", "not when the first state was entered", In(Active), document => document["time_created"] = "2026-03-01T08:00:00Z");

    [Fact]
    public void No_earlier_visit_was_entered_after_the_last_update() =>
        Broken("$.time_updated", "earlier than the first entering of REGISTERED", In(Active), document => document["earlier_visits"]!["first_entered"]!["REGISTERED"] = "2027-01-01T00:00:00Z");

    [Fact]
    public void What_led_on_during_the_earlier_visits_is_recorded_from_then_or_later()
    {
        Broken("$.telemetry_seen_at", "A telemetry sighting led to the first visit of CONFIRMING_DISPATCH", In(Active), document => document["telemetry_seen_at"] = null);
        Broken("$.consented_at", "A consent led to the first visit of AWAITING_TELEMETRY", In(Active), document => document["consented_at"] = "2026-03-01T10:59:59Z");
        Broken("$.consented_at", "A consent led to visit 0", In(AwaitingTelemetry), document => document["consented_at"] = null);
    }

    [Fact]
    public void What_nothing_earlier_can_have_recorded_is_not() =>
        Broken("$.consented_at", "Nothing on the way here can have recorded a consent", In(AwaitingConsent), document => document["consented_at"] = "2026-03-01T10:00:00Z");

    [Fact]
    public void The_first_visit_at_hand_has_an_estimate_only_where_one_can_have_been_made()
    {
        Broken("$.visits[0].expected_at", "Allowed: null.", In(Active), document => document["visits"]![0]!["expected_at"] = "2026-03-01T10:00:00Z");

        var dwellTimes = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [Registered] = TimeSpan.FromHours(1) });
        Participation foreseen = Given.Requested(MeterAccess.NotRequired, Given.Start, dwellTimes);
        foreseen = foreseen.After([.. foreseen.PathTo(Active)!]).WithLatestVisits(1);
        Assert.NotNull(foreseen.Timeline.Current.ExpectedAt);
        Assert.Equal(foreseen, ParticipationSnapshot.Parse(ParticipationSnapshot.From(foreseen).ToJson()).ToParticipation());
    }

    [Fact]
    public void Version_1_has_no_earlier_visits_and_version_2_has()
    {
        Broken("$.earlier_visits", "A snapshot of version 1 has all visits.", In(Active), document => document["version"] = 1);
        Assert.Equal(LifecycleJsonError.MissingMember, Rejected(In(Active), document => document.Remove("earlier_visits")).Error);
        LifecycleJsonException unknown = Rejected(In(Active), document => document["version"] = 3);
        Assert.Equal((LifecycleJsonError.InvalidValue, "$.version"), (unknown.Error, unknown.Path));
        Assert.Equal(["1", "2"], unknown.Allowed);
    }

    [Theory]
    [InlineData("count")]
    [InlineData("first_entered")]
    public void Both_the_count_and_the_times_are_there(string member) =>
        Assert.Equal(LifecycleJsonError.MissingMember, Rejected(In(Active), document => document["earlier_visits"]!.AsObject().Remove(member)).Error);

    private static void Broken(string path, string message, Participation participation, Action<JsonObject> change)
    {
        LifecycleJsonException error = Rejected(participation, change);

        Assert.Equal((LifecycleJsonError.BrokenInvariant, path), (error.Error, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static LifecycleJsonException Rejected(Participation participation, Action<JsonObject> change)
    {
        JsonObject document = Document(participation.WithLatestVisits(1));
        Assert.Equal(participation.WithLatestVisits(1), ParticipationSnapshot.Parse(document.ToJsonString()).ToParticipation());
        change(document);
        return Assert.Throws<LifecycleJsonException>(() => ParticipationSnapshot.Parse(document.ToJsonString()));
    }

    private static Participation In(ParticipationState state, MeterAccess meterAccess = MeterAccess.NotRequired)
    {
        Participation requested = Given.Requested(meterAccess, Given.Start, null);
        return requested.After([.. requested.PathTo(state)!]);
    }

    private static JsonObject Document(Participation participation) => JsonNode.Parse(ParticipationSnapshot.From(participation).ToJson())!.AsObject();
}
