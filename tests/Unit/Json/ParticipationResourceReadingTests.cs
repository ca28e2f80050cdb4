using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class ParticipationResourceReadingTests
{
    [Fact]
    public void The_source_documents_example_is_read_as_it_stands()
    {
        ParticipationResource resource = ParticipationResource.Parse(Files.Read("SourceDocuments", "retrieve-participation.json"));

        Assert.Equal("vpo_7c2f1a9e4b0d8f3a6e2c5d10", resource.Id);
        Assert.Null(resource.ProviderReferenceId);
        Assert.True(resource.LiveMode);
        Assert.Equal("dev_63a6087272941ef077a8fd3e", resource.DeviceId);
        Assert.Equal("loc_641b90b758fb8e6293716e40", resource.LocationId);
        Assert.Equal(ParticipationState.Active, resource.CurrentState);
        Assert.True(resource.ControlActive);
        Assert.True(resource.TelemetryActive);
        Assert.Empty(resource.SuspensionReasons);
        TimelineEntryResource entry = Assert.Single(resource.Timeline);
        Assert.Equal(ParticipationState.Active, entry.State);
        Assert.Equal("Your device is dispatching.", entry.Description);
        Assert.Equal(new DateTimeOffset(2023, 11, 7, 5, 31, 56, TimeSpan.Zero), entry.OccurredAt);
        Assert.Equal(new DateTimeOffset(2023, 11, 7, 5, 30, 2, TimeSpan.Zero), entry.ExpectedAt);
        Assert.Empty(entry.SuspensionReasons);
        Assert.Equal(new DateTimeOffset(2023, 11, 7, 5, 31, 56, TimeSpan.Zero), resource.TimeUpdated);
        Assert.Equal(new DateTimeOffset(2023, 11, 7, 5, 31, 56, TimeSpan.Zero), resource.TimeCreated);
        Assert.Equal(new ProviderInfo { Id = "prv_8587fa49c7e5297ccc6c57e5", DisplayName = "Leap", LogoUrl = "https://s.flatpeak.com/83b06a60e38c2.png" }, resource.Provider);
        Assert.Equal(
            new ProgrammeInfo { Id = "vpr_6a1f8e375db9de605baadd46", DisplayName = "Community Powershare", LearnMoreUrl = "https://leap.com/programmes/community-powershare" },
            resource.Programme);
        Assert.Equal("acc_661677911f2197045e6cf1b1", resource.AccountId);
    }

    [Fact]
    public void The_examples_only_entry_is_taken_to_be_in_progress_so_that_it_is_never_written_as_it_stands()
    {
        ParticipationResource resource = ParticipationResource.Parse(Files.Read("SourceDocuments", "retrieve-participation.json"));

        Assert.Equal(TimelineStatus.InProgress, Assert.Single(resource.Timeline).Status);
        Assert.Contains(
            """current_state":"ACTIVE","control_active":true,"telemetry_active":true,"suspension_reasons":[],"participation_state":[{"state":"ACTIVE","status":"IN_PROGRESS",""",
            resource.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWAITING_CUSTOMER_CONSENT", ParticipationState.AwaitingConsent)]
    [InlineData("AWAITING_DEVICE_TELEMETRY", ParticipationState.AwaitingTelemetry)]
    [InlineData("AWAITING_LOCATION_TELEMETRY", ParticipationState.AwaitingMeterAccess)]
    [InlineData("CHECKING_ELIGIBILITY", ParticipationState.AwaitingEligibility)]
    public void Old_names_are_read_and_current_ones_written(string oldName, ParticipationState state)
    {
        JsonObject document = Document(Example.In(ParticipationState.EnrolmentRequested));
        document["current_state"] = oldName;
        document["enrolment_state"] = new JsonArray(new JsonObject { ["state"] = oldName, ["status"] = "IN_PROGRESS", ["occurred_at"] = "2026-03-01T09:30:00Z" });
        document.Remove("participation_state");

        ParticipationResource resource = ParticipationResource.Parse(document.ToJsonString());

        Assert.Equal(state, resource.CurrentState);
        Assert.Equal(state, Assert.Single(resource.Timeline).State);
        string written = resource.ToJson();
        Assert.Contains($"\"current_state\":\"{state.ToWireName()}\"", written, StringComparison.Ordinal);
        Assert.Contains($"\"participation_state\":[{{\"state\":\"{state.ToWireName()}\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain(oldName, written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vpp_7c2f1a9e4b0d8f3a6e2c5d10")]
    [InlineData("vpo_7c2f1a9e4b0d8f3a6e2c5d10")]
    [InlineData("42")]
    public void Identifiers_are_kept_as_they_are(string id)
    {
        JsonObject document = Document(Example.In(ParticipationState.Active));
        document["id"] = id;

        Assert.Equal(id, ParticipationResource.Parse(document.ToJsonString()).Id);
    }

    [Fact]
    public void Members_it_does_not_know_are_ignored_wherever_they_stand_and_however_they_look()
    {
        Participation participation = Example.Apply(
            Participation.Request(Example.FullDetails, MeterAccess.NotRequired, Example.Start), Trigger.ConsentRequested);
        ParticipationResource expected = ParticipationResource.From(participation, Example.Start);
        JsonObject document = JsonNode.Parse(expected.ToJson())!.AsObject();
        document["participation_state"]![0]!["x"] = -1e5;
        document["provider"]!["x"] = new JsonArray();
        document["programme"]!["x"] = null;
        document["y.z"] = "é";

        string json = """{"x":{"a":[{"b":[[],{}]},1e999,"\ud83d\ude00"],"id":null},""" + document.ToJsonString()[1..];

        Assert.Equal(expected, ParticipationResource.Parse(json));
    }

    [Fact]
    public void Members_may_come_in_any_order_and_with_escaped_names()
    {
        ParticipationResource expected = ParticipationResource.From(
            Participation.Request(Example.FullDetails, MeterAccess.NotRequired, Example.Start), Example.Start);
        var document = new JsonObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(expected.ToJson())!.AsObject().Reverse())
            document[name] = value?.DeepClone();
        string json = document.ToJsonString().Replace("\"device_id\":\"dev", "\"de\\u0076ice_id\":\"d\\u0065v", StringComparison.Ordinal);

        Assert.Contains("\\u0076", json, StringComparison.Ordinal);
        Assert.Equal(expected, ParticipationResource.Parse(json));
    }

    [Fact]
    public void Null_for_what_may_be_left_out_is_the_same_as_leaving_it_out()
    {
        ParticipationResource expected = ParticipationResource.From(Example.In(ParticipationState.Active), Example.Start);
        JsonObject document = JsonNode.Parse(expected.ToJson())!.AsObject();
        foreach (string member in new[] { "provider_reference_id", "provider", "programme", "account_id" })
            document.Add(member, null);

        Assert.Equal(expected, ParticipationResource.Parse(document.ToJsonString()));
    }

    [Theory]
    [InlineData("2026-03-01T10:30:00+01:00")]
    [InlineData("2026-03-01T09:30:00.0000000Z")]
    [InlineData("2026-03-01t04:00:00-05:30")]
    public void Times_are_read_with_any_offset_and_given_in_utc(string written)
    {
        JsonObject document = Document(Example.In(ParticipationState.Active));
        document["time_created"] = written;

        DateTimeOffset read = ParticipationResource.Parse(document.ToJsonString()).TimeCreated;

        Assert.Equal(Example.Start, read);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Fact]
    public void A_missing_description_is_the_english_message()
    {
        ParticipationResource expected = ParticipationResource.From(Example.In(ParticipationState.Registered), Example.Start);
        JsonObject document = JsonNode.Parse(expected.ToJson())!.AsObject();
        foreach (JsonNode? entry in document["participation_state"]!.AsArray())
            entry!.AsObject().Remove("description");

        Assert.Equal(expected, ParticipationResource.Parse(document.ToJsonString()));
    }

    [Fact]
    public void A_missing_current_state_is_that_of_the_entry_in_progress()
    {
        ParticipationResource expected = ParticipationResource.From(Example.In(ParticipationState.Registered), Example.Start);
        JsonObject document = JsonNode.Parse(expected.ToJson())!.AsObject();
        document.Remove("current_state");

        Assert.Equal(expected, ParticipationResource.Parse(document.ToJsonString()));
    }

    [Fact]
    public void Without_an_entry_in_progress_the_last_complete_one_is_current_also_when_others_are_pending()
    {
        ParticipationResource expected = ParticipationResource.From(Example.In(ParticipationState.Registered), Example.Start);
        string json = expected.ToJson().Replace("\"IN_PROGRESS\"", "\"COMPLETE\"", StringComparison.Ordinal).Replace("\"current_state\":\"REGISTERED\",", "", StringComparison.Ordinal);

        Assert.Equal(expected, ParticipationResource.Parse(json));
    }

    [Fact]
    public void Text_and_utf8_are_read_alike()
    {
        ParticipationResource resource = ParticipationResource.From(Participation.Request(Example.FullDetails, MeterAccess.NotRequired, Example.Start), Example.Start);

        Assert.Equal(resource, ParticipationResource.Parse(resource.ToJson()));
        Assert.Equal(resource, ParticipationResource.Parse(resource.ToUtf8Bytes()));
        Assert.Equal(resource, ParticipationResource.Parse(Encoding.UTF8.GetBytes($" {resource.ToJson()}\r\n")));
    }

    private static JsonObject Document(Participation participation) =>
        JsonNode.Parse(ParticipationResource.From(participation, Example.Start).ToJson())!.AsObject();
}
