using System.Buffers;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class ParticipationResourceWritingTests
{
    [Fact]
    public void A_new_participation_is_written_with_every_required_member_in_order_and_no_other()
    {
        string json = ParticipationResource.From(Example.In(ParticipationState.Registered), Example.Start).ToJson();

        const string Dateless = """ "occurred_at":null,"expected_at":null,"suspension_reasons":[]}""";
        Assert.Equal(
            """{"object":"vpp-participation","id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","live_mode":false,"device_id":"dev_63a6087272941ef077a8fd3e","location_id":"loc_641b90b758fb8e6293716e40","current_state":"REGISTERED","control_active":false,"telemetry_active":true,"suspension_reasons":[],"participation_state":["""
            + Entry("ENROLMENT_REQUESTED", "COMPLETE", "We’ve received your request to join the programme.", "09")
            + Entry("AWAITING_CONSENT", "COMPLETE", "We need your permission to control your device during programme events. Please give consent to continue.", "10")
            + Entry("AWAITING_TELEMETRY", "COMPLETE", "We’re waiting to receive data from your device. Please check it’s switched on and connected to the internet.", "11")
            + Entry("CONFIRMING_DISPATCH", "COMPLETE", "We’re checking we can control your device.", "12")
            + Entry("AWAITING_ELIGIBILITY", "COMPLETE", "We’re checking whether your home and devices qualify.", "13")
            + Entry("AWAITING_REGISTRATION", "COMPLETE", "We’re registering your device with the programme.", "14")
            + Entry("REGISTERED", "IN_PROGRESS", "Good news, your device is registered.", "15")
            + """{"state":"ACTIVE","status":"PENDING","description":"Your device is active and taking part in the programme.",""" + Dateless.TrimStart()
            + """],"time_updated":"2026-03-01T15:30:00Z","time_created":"2026-03-01T09:30:00Z"}""",
            json);

        static string Entry(string state, string status, string description, string hour) =>
            $$"""{"state":"{{state}}","status":"{{status}}","description":"{{description}}","occurred_at":"2026-03-01T{{hour}}:30:00Z","expected_at":null,"suspension_reasons":[]},""";
    }

    [Fact]
    public void Members_the_host_has_values_for_come_in_their_places_and_non_ascii_is_written_as_it_is()
    {
        Participation participation = Participation.Request(Example.FullDetails, MeterAccess.Required, Example.Start);

        string json = ParticipationResource.From(participation, Example.Start).ToJson();

        Assert.StartsWith(
            """{"object":"vpp-participation","id":"vpp_7c2f1a9e4b0d8f3a6e2c5d10","provider_reference_id":"AZ01346701301","live_mode":true,"device_id":""",
            json, StringComparison.Ordinal);
        Assert.EndsWith(
            ""","time_created":"2026-03-01T09:30:00Z","provider":{"id":"prv_1","provider_display_name":"Leap","logo_url":"https://s.example/logo.png?a=1&b=<2>"},"programme":{"id":"vpr_1","programme_display_name":"Gemeinschaftsstrom für Zürich ☀️","learn_more_url":"https://example/é"},"account_id":"acc_661677911f2197045e6cf1b1"}""",
            json, StringComparison.Ordinal);
    }

    [Fact]
    public void Urls_that_are_missing_are_left_out()
    {
        ParticipationDetails details = Example.Details with
        {
            Provider = new ProviderInfo { Id = "p", DisplayName = "" },
            Programme = new ProgrammeInfo { Id = "q", DisplayName = "Q" },
        };

        string json = ParticipationResource.From(Participation.Request(details, MeterAccess.NotRequired, Example.Start), Example.Start).ToJson();

        Assert.EndsWith(
            ""","provider":{"id":"p","provider_display_name":""},"programme":{"id":"q","programme_display_name":"Q"}}""", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "2026-03-01T09:30:00Z")]
    [InlineData(1, "2026-03-01T09:30:00.0000001Z")]
    [InlineData(1_000, "2026-03-01T09:30:00.0001Z")]
    [InlineData(5_000_000, "2026-03-01T09:30:00.5Z")]
    [InlineData(-1, "2026-03-01T09:29:59.9999999Z")]
    public void Times_are_in_utc_with_no_more_fraction_digits_than_needed(long ticks, string written)
    {
        DateTimeOffset at = Example.Start.AddTicks(ticks).ToOffset(TimeSpan.FromHours(-5.5));

        string json = ParticipationResource.From(Participation.Request(Example.Details, MeterAccess.NotRequired, at), at).ToJson();

        Assert.Contains($"\"time_updated\":\"{written}\",\"time_created\":\"{written}\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspended_participation_lists_its_reasons_in_the_order_of_the_states_page()
    {
        Participation suspended = Example.Apply(Example.In(ParticipationState.Active), Trigger.CustomerPaused, Trigger.ControlLost, Trigger.TelemetryLost, Trigger.ControlRestored);
        Participation active = Example.Apply(suspended, Trigger.TelemetryResumed, Trigger.CustomerResumed);

        Assert.Contains(
            ""","current_state":"SUSPENDED","control_active":false,"telemetry_active":true,"suspension_reasons":["AWAITING_TELEMETRY","CUSTOMER_REQUEST"],""",
            ParticipationResource.From(suspended, suspended.TimeUpdated).ToJson(), StringComparison.Ordinal);
        Assert.Contains(
            ""","occurred_at":"2026-03-01T17:30:00Z","expected_at":null,"suspension_reasons":["AWAITING_TELEMETRY","AWAITING_DISPATCH","CUSTOMER_REQUEST"]},{"state":"ACTIVE","status":"IN_PROGRESS",""",
            ParticipationResource.From(active, active.TimeUpdated).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_is_active_for_24_hours_after_the_last_sighting_as_of_the_time_given()
    {
        Participation seen = Example.In(ParticipationState.ConfirmingDispatch);

        Assert.Contains("\"telemetry_active\":true", ParticipationResource.From(seen, seen.TelemetrySeenAt!.Value.AddHours(24)).ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"telemetry_active\":false", ParticipationResource.From(seen, seen.TelemetrySeenAt!.Value.AddHours(24).AddTicks(1)).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_straight_from_a_participation_gives_the_same_bytes_however_long_its_past()
    {
        Participation participation = Example.Apply(
            Participation.Request(Example.FullDetails, MeterAccess.Available, Example.Start), [.. Example.After().PathTo(ParticipationState.Active)!]);
        for (int pauses = 0; pauses < 30; pauses++)
        {
            byte[] expected = ParticipationResource.From(participation, Example.Start).ToUtf8Bytes();
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(WriteStraight(participation)));
            participation = Example.Apply(participation, Trigger.OperatorPaused, Trigger.OperatorResumed);
        }
    }

    [Fact]
    public void Writing_straight_from_a_participation_allocates_nothing()
    {
        Participation participation = Participation.Request(Example.FullDetails, MeterAccess.Available, Example.Start);
        participation = Example.Apply(participation, [.. participation.PathTo(ParticipationState.Offboarded)!]);
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using var writer = new Utf8JsonWriter(buffer);
        WriteOne();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int count = 0; count < 100; count++)
            WriteOne();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void WriteOne()
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            ParticipationResource.Write(writer, participation, Example.Start);
            writer.Flush();
        }
    }

    [Fact]
    public void Descriptions_are_in_the_language_of_the_catalogue_given()
    {
        Participation participation = Example.In(ParticipationState.Registered);
        MessageCatalogue messages = MessageCatalogue.English.WithMessage(ParticipationState.Active, "Läuft.");

        string json = ParticipationResource.From(participation, Example.Start, messages).ToJson();

        Assert.Contains("""{"state":"ACTIVE","status":"PENDING","description":"Läuft.",""", json, StringComparison.Ordinal);
        Assert.Equal(json, Encoding.UTF8.GetString(WriteStraight(participation, messages)));
    }

    [Theory]
    [InlineData("\"occurred_at\":null,\"expected_at\":null,\"suspension_reasons\":[]}")]
    [InlineData("a\tb\\c\"d\u00a0é☀️<&>")]
    [InlineData("long")]
    public void Descriptions_of_any_text_and_length_are_written_the_same_with_every_writer(string description)
    {
        if (description == "long")
            description = new string('é', 2000);
        Participation participation = Example.Apply(
            Participation.Request(Example.FullDetails, MeterAccess.Available, Example.Start.AddTicks(50)), [.. Example.After().PathTo(ParticipationState.Active)!]);
        participation = Example.Apply(participation, Trigger.OperatorPaused, Trigger.TelemetryLost);
        MessageCatalogue messages = MessageCatalogue.German.WithMessage(ParticipationState.AwaitingConsent, description).WithMessage(ParticipationState.Suspended, description);
        var resource = ParticipationResource.From(participation, Example.Start, messages);
        JsonWriterOptions[] writers =
        [
            new() { Encoder = MinimalJsonEncoder.Instance },
            new() { Encoder = MinimalJsonEncoder.Instance, Indented = true },
            new(),
            new() { Indented = true },
        ];

        foreach (JsonWriterOptions options in writers)
        {
            Assert.Equal(
                Written(options, resource.WriteTo), Written(options, writer => ParticipationResource.Write(writer, participation, Example.Start, messages)));
        }

        static string Written(JsonWriterOptions options, Action<Utf8JsonWriter> write)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(buffer, options);
            write(writer);
            writer.Flush();
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
    }

    private static byte[] WriteStraight(Participation participation, MessageCatalogue? messages = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance });
        ParticipationResource.Write(writer, participation, Example.Start, messages);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
