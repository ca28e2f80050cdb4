using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>What every reader of the library does alike.</summary>
public sealed class EntranceTests
{
    private static readonly Participation Full = Example.Apply(Participation.Request(Example.FullDetails, MeterAccess.NotRequired, Example.Start), Trigger.ConsentRequested);

    private static readonly ParticipationRequested Requested = new(Example.FullDetails, MeterAccess.NotRequired, Example.Start);

    /// <summary>Each reader with a document of its own, from text and from bytes.</summary>
    private static readonly (string Name, string Document, Func<string, object> OfText, Func<byte[], object> OfBytes)[] Readers =
    [
        ("resource", ParticipationResource.From(Full, Example.Start).ToJson(), ParticipationResource.Parse, bytes => ParticipationResource.Parse(bytes)),
        ("snapshot", ParticipationSnapshot.From(Full).ToJson(), ParticipationSnapshot.Parse, bytes => ParticipationSnapshot.Parse(bytes)),
        ("list", List(), ParticipationList.Parse, bytes => ParticipationList.Parse(bytes)),
        ("event", Requested.ToJson(), ParticipationEventJson.Parse, bytes => ParticipationEventJson.Parse(bytes)),
        ("enrollment", Enrollment(), FlipEnrollment.Parse, bytes => FlipEnrollment.Parse(bytes)),
        ("patch", """{"status":"PAUSED"}""", FlipEnrollmentPatch.Parse, bytes => FlipEnrollmentPatch.Parse(bytes)),
        ("error", new FlipError(404, "gone", "No such enrollment.", [], []).ToJson(), FlipError.Parse, bytes => FlipError.Parse(bytes)),
    ];

    [Fact]
    public void A_byte_order_mark_before_a_document_is_skipped_but_not_a_second_one()
    {
        foreach ((string name, string document, Func<string, object> ofText, Func<byte[], object> ofBytes) in Readers)
        {
            object expected = ofText(document);
            Assert.Equal((name, expected), (name, ofText("\uFEFF" + document)));
            Assert.Equal((name, expected), (name, ofBytes(Encoding.UTF8.GetBytes("\uFEFF" + document))));
            Assert.Equal((name, LifecycleJsonError.MalformedJson), (name, Assert.Throws<LifecycleJsonException>(() => ofText("\uFEFF\uFEFF" + document)).Error));
            Assert.Equal((name, LifecycleJsonError.MalformedJson), (name, Assert.Throws<LifecycleJsonException>(() => ofText(document + "\uFEFF")).Error));
            Assert.Equal((name, LifecycleJsonError.MalformedJson), (name, Assert.Throws<LifecycleJsonException>(() => ofText("\uFEFF")).Error));
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\u001b")]
    [InlineData("\u007f")]
    [InlineData("a\nb")]
    public void An_identifier_with_a_control_character_is_refused_by_its_member(string text)
    {
        foreach ((string path, Func<JsonObject, JsonObject> find, string member) in Identifiers())
        {
            foreach ((string name, string document, Func<string, object> ofText, _) in Readers.Where(reader => reader.Name is "resource" or "snapshot" or "event"))
            {
                JsonObject json = JsonNode.Parse(document)!.AsObject();
                if (!find(json).ContainsKey(member))
                    continue;
                find(json)[member] = text;
                LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ofText(json.ToJsonString()));
                Assert.Equal((name, path, LifecycleJsonError.InvalidValue), (name, error.Path, error.Error));
                Assert.Contains("without control characters", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("actor")]
    [InlineData("note")]
    public void A_remark_has_tabs_and_line_ends_but_no_other_control_character(string member)
    {
        JsonObject json = JsonNode.Parse(new TriggerFired("vpp_1", Trigger.ConsentRequested, Example.Start, actor: "a", note: "b").ToJson())!.AsObject();
        json[member] = "one\r\n\ttwo";
        Assert.IsType<TriggerFired>(ParticipationEventJson.Parse(json.ToJsonString()));
        json[member] = "one\0";
        Assert.Equal($"$.{member}", Assert.Throws<LifecycleJsonException>(() => ParticipationEventJson.Parse(json.ToJsonString())).Path);
    }

    [Theory]
    [InlineData("provider", "logo_url")]
    [InlineData("programme", "learn_more_url")]
    public void An_address_is_an_absolute_http_or_https_URL_in_every_document(string parent, string member)
    {
        foreach ((string name, string document, Func<string, object> ofText, _) in Readers.Where(reader => reader.Name is "resource" or "snapshot" or "event"))
        {
            JsonObject json = JsonNode.Parse(document)!.AsObject();
            json[parent]![member] = "javascript:alert(1)";
            LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ofText(json.ToJsonString()));
            Assert.Equal((name, $"$.{parent}.{member}", LifecycleJsonError.InvalidValue), (name, error.Path, error.Error));
            Assert.Contains("Allowed: an absolute http or https URL.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_stored_or_logged_takes_the_place_of_itself()
    {
        foreach ((string name, string document, Func<string, object> ofText, _) in Readers.Where(reader => reader.Name is "snapshot" or "event"))
        {
            JsonObject json = JsonNode.Parse(document)!.AsObject();
            json["supersedes"] = Example.FullDetails.Id;
            LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ofText(json.ToJsonString()));
            Assert.Equal((name, "$.supersedes"), (name, error.Path));
            Assert.Contains("Allowed: another participation", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nine_fraction_digits_and_offsets_without_a_colon_are_read_and_written_as_before()
    {
        string json = Requested.ToJson().Replace("2026-03-01T09:30:00Z", "2026-03-01T11:00:00.123456789+0130", StringComparison.Ordinal);
        ParticipationEvent read = ParticipationEventJson.Parse(json);
        Assert.Equal(Example.Start.AddTicks(1_234_567), read.OccurredAt);
        Assert.Contains("\"2026-03-01T09:30:00.1234567Z\"", read.ToJson(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Func<JsonObject, JsonObject> Find, string Member)> Identifiers()
    {
        foreach (string member in (string[])["id", "participation_id", "device_id", "location_id", "provider_reference_id", "account_id", "supersedes"])
            yield return ($"$.{member}", json => json, member);
        foreach (string parent in (string[])["provider", "programme"])
            yield return ($"$.{parent}.id", json => json[parent]!.AsObject(), "id");
    }

    private static string List() => ParticipationList.From(ParticipationPage.From(new ParticipationListQuery(Full.Details.DeviceId), [Full]), Example.Start).ToJson();

    private static string Enrollment() => FlipEnrollment.From(Full, new FlipEnrollmentDetails { Site = new FlipSite { Id = "site_1" } }).ToJson();
}
