using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>A host's own serializer, with reflection and with generated source.</summary>
public sealed partial class ConverterTests
{
    public static TheoryData<string> Serializers => ["reflection", "source generation"];

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_hosts_own_document_holds_the_librarys_values_as_they_are_written_here(string serializer)
    {
        JsonSerializerOptions options = OptionsOf(serializer);
        Participation suspended = Example.In(ParticipationState.Suspended);
        ParticipationResource resource = ParticipationResource.From(suspended, Example.Start);
        ParticipationPage page = ParticipationPage.From(new ParticipationListQuery(suspended.Details.DeviceId), [suspended]);
        var document = new HostDocument(
            resource, ParticipationList.From(page, Example.Start), resource.Timeline, ParticipationState.WindingDown, SuspensionReason.AwaitingConsent,
            new Dictionary<Trigger, MeterAccess> { [Trigger.NoticeServed] = MeterAccess.NotRequired });

        string json = JsonSerializer.Serialize(document, options);

        JsonNode written = JsonNode.Parse(json)!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(resource.ToJson()), written["Resource"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document.List.ToJson()), written["List"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(resource.ToJson())!["participation_state"], written["Timeline"]));
        Assert.Equal("WINDING_DOWN", (string?)written["State"]);
        Assert.Equal("AWAITING_CONSENT", (string?)written["Reason"]);
        Assert.Equal("NOT_REQUIRED", (string?)written["Table"]!["NOTICE_SERVED"]);

        HostDocument read = JsonSerializer.Deserialize<HostDocument>(json, options)!;
        Assert.Equal(resource, read.Resource);
        Assert.Equal(document.List, read.List);
        Assert.Equal(resource.Timeline, read.Timeline);
        Assert.Equal((document.State, document.Reason), (read.State, read.Reason));
        Assert.Equal(document.Table, read.Table);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_fault_is_the_documented_exception_also_through_a_hosts_serializer(string serializer)
    {
        JsonSerializerOptions options = OptionsOf(serializer);

        LifecycleJsonException inside = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<ParticipationResource>("""{"provider":{"id":3}}""", options));
        LifecycleJsonException itself = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<HostDocument>("""{"Resource":7}""", options));
        LifecycleJsonException name = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<HostDocument>("""{"State":"ACTIV"}""", options));
        LifecycleJsonException key = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<HostDocument>("""{"Table":{"x":"y"}}""", options));

        Assert.Equal("$.provider.id", inside.Path);
        Assert.Equal("$.Resource", itself.Path);
        Assert.Equal(("$.State", "\"ACTIV\""), (name.Path, name.Value));
        Assert.Contains("WINDING_DOWN", name.Allowed);
        Assert.Equal("\"x\"", key.Value);
        Assert.Contains("NOTICE_SERVED", key.Allowed);
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_broken_invariant_is_named_also_through_a_hosts_serializer(string serializer)
    {
        JsonSerializerOptions options = OptionsOf(serializer);
        Participation active = Example.In(ParticipationState.Active);
        string resource = ParticipationResource.From(active, Example.Start).ToJson()
            .Replace("\"current_state\":\"ACTIVE\"", "\"current_state\":\"FAILED\"", StringComparison.Ordinal);
        string snapshot = ParticipationSnapshot.From(active).ToJson()
            .Replace("\"time_created\":\"2026-03-01", "\"time_created\":\"2026-03-02", StringComparison.Ordinal);
        const string Entry = """{"state":"ACTIVE","status":"IN_PROGRESS","occurred_at":"2026-03-01T09:30:00Z","suspension_reasons":["OPERATOR_REQUEST"]}""";

        Assert.Equal("$.current_state", Path<ParticipationResource>(resource));
        Assert.Equal("$.current_state", Path<HostDocument>($$"""{"Resource":{{resource}}}"""));
        Assert.Equal("$.data[0].current_state", Path<HostDocument>($$$"""{"List":{"url":"/","has_more":false,"data":[{{{resource}}}]}}"""));
        Assert.Equal("$.time_created", Path<ParticipationSnapshot>(snapshot));
        Assert.Equal("$.suspension_reasons", Path<TimelineEntryResource>(Entry));

        string? Path<T>(string json)
        {
            LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<T>(json, options));
            Assert.Equal(LifecycleJsonError.BrokenInvariant, error.Error);
            Assert.StartsWith($"{error.Path}: ", error.Message, StringComparison.Ordinal);
            return error.Path;
        }
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void Reasons_and_dwell_times_in_a_hosts_document_are_read_back_the_same(string serializer)
    {
        JsonSerializerOptions options = OptionsOf(serializer);
        var document = new HostSettings(
            SuspensionReasonSet.From(SuspensionReason.CustomerRequest, SuspensionReason.AwaitingConsent),
            DwellTimes.From(new Dictionary<ParticipationState, TimeSpan>
            {
                [ParticipationState.AwaitingConsent] = TimeSpan.FromDays(2),
                [ParticipationState.WindingDown] = TimeSpan.FromTicks(1),
            }));
        var empty = new HostSettings(SuspensionReasonSet.Empty, DwellTimes.None);

        string json = JsonSerializer.Serialize(document, options);

        Assert.Equal(
            """{"Reasons":["AWAITING_CONSENT","CUSTOMER_REQUEST"],"Dwell":{"AWAITING_CONSENT":"2.00:00:00","WINDING_DOWN":"00:00:00.0000001"}}""", json);
        Assert.Equal(document, JsonSerializer.Deserialize<HostSettings>(json, options));
        Assert.Equal("""{"Reasons":[],"Dwell":{}}""", JsonSerializer.Serialize(empty, options));
        Assert.Equal(empty, JsonSerializer.Deserialize<HostSettings>("""{"Reasons":[],"Dwell":{}}""", options));
        Assert.Equal(empty with { Dwell = null }, JsonSerializer.Deserialize<HostSettings>("""{"Reasons":[],"Dwell":null}""", options));
    }

    [Theory]
    [InlineData("""{"Reasons":["WEATHER"]}""", "$[0]", "\"WEATHER\"")]
    [InlineData("""{"Reasons":"AWAITING_CONSENT"}""", "$.Reasons", "\"AWAITING_CONSENT\"")]
    [InlineData("""{"Reasons":null}""", "$.Reasons", "null")]
    [InlineData("""{"Dwell":{"ACTIVE":"-1.00:00:00"}}""", "$.ACTIVE", "\"-1.00:00:00\"")]
    [InlineData("""{"Dwell":{"PAUSED":"1.00:00:00"}}""", "$", "\"PAUSED\"")]
    public void What_are_no_reasons_and_no_dwell_times_is_named_in_a_hosts_document(string json, string path, string value)
    {
        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<HostSettings>(json));

        Assert.Equal((LifecycleJsonError.InvalidValue, path, value), (error.Error, error.Path, error.Value));
    }

    [Fact]
    public void Old_state_names_are_read_in_a_hosts_document_too() =>
        Assert.Equal(ParticipationState.AwaitingEligibility, JsonSerializer.Deserialize<ParticipationState>("\"CHECKING_ELIGIBILITY\""));

    [Fact]
    public void A_number_that_is_no_value_is_not_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => JsonSerializer.Serialize((ParticipationState)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => JsonSerializer.Serialize((Trigger)28));
    }

    [Fact]
    public void A_number_is_not_read_as_a_value() =>
        Assert.Throws<LifecycleJsonException>(() => JsonSerializer.Deserialize<ParticipationState>("9"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void A_document_in_pieces_is_read_as_one_in_one_piece(int length)
    {
        Participation participation = Example.Apply(
            Participation.Request(Example.FullDetails, MeterAccess.NotRequired, Example.Start), [.. Example.After().PathTo(ParticipationState.Suspended)!]);
        ParticipationResource resource = ParticipationResource.From(participation, Example.Start);
        string escaped = JsonSerializer.Serialize(resource).Replace("\"SUSPENDED\"", "\"\\u0053USPENDED\"", StringComparison.Ordinal);
        Assert.Contains("\\u2019", escaped, StringComparison.Ordinal);
        var reader = new Utf8JsonReader(Pieces(Encoding.UTF8.GetBytes($$"""{"resource":{"x":["\ud83d\ude00",{"é":"y"}],{{escaped[1..]}}}"""), length));
        while (reader.TokenType != JsonTokenType.PropertyName)
            reader.Read();
        reader.Read();

        ParticipationResource read = new ParticipationResourceConverter().Read(ref reader, typeof(ParticipationResource), JsonSerializerOptions.Default);

        Assert.Equal(resource, read);
        Assert.Equal((JsonTokenType.EndObject, 1), (reader.TokenType, reader.CurrentDepth));
    }

    [Fact]
    public void A_fault_in_a_document_in_pieces_is_named_too()
    {
        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() =>
        {
            var reader = new Utf8JsonReader(Pieces("""{"time_created":"yesterday"}"""u8.ToArray(), 3));
            reader.Read();
            new ParticipationResourceConverter().Read(ref reader, typeof(ParticipationResource), JsonSerializerOptions.Default);
        });

        Assert.Equal(("$.time_created", "\"yesterday\""), (error.Path, error.Value));
    }

    private static JsonSerializerOptions OptionsOf(string serializer) =>
        serializer == "reflection" ? JsonSerializerOptions.Default : HostContext.Default.Options;

    private static ReadOnlySequence<byte> Pieces(byte[] bytes, int length)
    {
        var first = new Piece(bytes.AsMemory(0, Math.Min(length, bytes.Length)), 0);
        Piece last = first;
        for (int index = length; index < bytes.Length; index += length)
            last = last.Append(bytes.AsMemory(index, Math.Min(length, bytes.Length - index)));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public sealed record HostDocument(
        ParticipationResource Resource,
        ParticipationList List,
        IReadOnlyList<TimelineEntryResource> Timeline,
        ParticipationState State,
        SuspensionReason? Reason,
        Dictionary<Trigger, MeterAccess> Table);

    public sealed record HostSettings(SuspensionReasonSet Reasons, DwellTimes? Dwell);

    [JsonSerializable(typeof(HostDocument))]
    [JsonSerializable(typeof(HostSettings))]
    [JsonSerializable(typeof(ParticipationSnapshot))]
    public sealed partial class HostContext : JsonSerializerContext;

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal Piece(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        internal Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
