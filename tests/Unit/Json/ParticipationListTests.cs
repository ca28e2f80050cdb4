using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class ParticipationListTests
{
    [Fact]
    public void The_source_documents_example_is_read_as_it_stands()
    {
        ParticipationList list = ParticipationList.Parse(Files.Read("SourceDocuments", "list-participations.json"));

        Assert.Equal("/vpp-participations", list.Url);
        Assert.True(list.HasMore);
        Assert.Equal(ParticipationResource.Parse(Files.Read("SourceDocuments", "retrieve-participation.json")), Assert.Single(list.Data));
    }

    [Fact]
    public void A_page_is_written_in_its_envelope()
    {
        ParticipationPage page = ParticipationPage.From(new ParticipationListQuery(Example.Details.DeviceId, 1), [Created(2), Created(1)]);

        string json = ParticipationList.From(page, Example.Start, messages: MessageCatalogue.English.WithMessage(ParticipationState.Active, "Läuft.")).ToJson();

        Assert.StartsWith("""{"object":"list","url":"/vpp-participations","has_more":true,"data":[{"object":"vpp-participation","id":"vpp_2",""", json, StringComparison.Ordinal);
        Assert.EndsWith("}]}", json, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"Läuft.\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("vpp_1", json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_page_is_written_with_no_data_and_no_more()
    {
        ParticipationPage page = ParticipationPage.From(new ParticipationListQuery("d"), []);

        Assert.Equal("""{"object":"list","url":"/v2/é","has_more":false,"data":[]}""", ParticipationList.From(page, Example.Start, "/v2/é").ToJson());
    }

    [Fact]
    public void A_list_that_is_written_is_read_back_the_same()
    {
        ParticipationPage page = ParticipationPage.From(new ParticipationListQuery(Example.Details.DeviceId), [Created(3), Created(2), Created(1)]);
        ParticipationList list = ParticipationList.From(page, Example.Start);

        Assert.Equal(list, ParticipationList.Parse(list.ToJson()));
        Assert.Equal(list, ParticipationList.Parse(list.ToUtf8Bytes()));
        Assert.Equal(list.ToJson(), Encoding.UTF8.GetString(list.ToUtf8Bytes()));
    }

    [Theory]
    [InlineData("object", "\"vpp-participation\"", LifecycleJsonError.InvalidValue, "$.object")]
    [InlineData("has_more", "1", LifecycleJsonError.InvalidValue, "$.has_more")]
    [InlineData("url", "null", LifecycleJsonError.InvalidValue, "$.url")]
    [InlineData("data", "{}", LifecycleJsonError.InvalidValue, "$.data")]
    [InlineData("data", "[7]", LifecycleJsonError.InvalidValue, "$.data[0]")]
    [InlineData("data", "[{}]", LifecycleJsonError.MissingMember, "$.data[0]")]
    public void A_fault_in_a_list_is_named_with_its_place(string member, string json, LifecycleJsonError expected, string path)
    {
        JsonObject document = JsonNode.Parse("""{"object":"list","url":"/","has_more":false,"data":[]}""")!.AsObject();
        document[member] = JsonNode.Parse(json);

        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationList.Parse(document.ToJsonString()));

        Assert.Equal((expected, path), (error.Error, error.Path));
    }

    [Fact]
    public void A_fault_deep_in_a_list_is_named_with_its_place()
    {
        string json = Encoding.UTF8.GetString(Files.Read("SourceDocuments", "list-participations.json")).Replace("\"COMPLETE\"", "\"DONE\"", StringComparison.Ordinal);

        LifecycleJsonException error = Assert.Throws<LifecycleJsonException>(() => ParticipationList.Parse(json));

        Assert.Equal("$.data[0].participation_state[0].status", error.Path);
    }

    private static Participation Created(int number) =>
        Participation.Request(Example.Details with { Id = $"vpp_{number}" }, MeterAccess.NotRequired, Example.Start.AddDays(number));
}
