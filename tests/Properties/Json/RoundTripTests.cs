using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>What is written is read back the same, whatever a participation went through.</summary>
public sealed class RoundTripTests
{
    [LifecycleProperty(MaxTest = 1_000)]
    public void A_snapshot_gives_the_participation_back(Story story)
    {
        Participation participation = story.Participation;
        ParticipationSnapshot snapshot = ParticipationSnapshot.From(participation);
        byte[] written = snapshot.ToUtf8Bytes();

        ParticipationSnapshot read = ParticipationSnapshot.Parse(written);

        Assert.Equal(participation, read.ToParticipation());
        Assert.Equal(snapshot, read);
        Assert.True(written.AsSpan().SequenceEqual(read.ToUtf8Bytes()));
        Assert.Equal(Encoding.UTF8.GetString(written), snapshot.ToJson());
    }

    [LifecycleProperty(MaxTest = 1_000)]
    public void A_resource_is_read_back_the_same_and_written_the_same_from_the_participation(Story story)
    {
        Participation participation = story.Participation;
        ParticipationResource resource = ParticipationResource.From(participation, story.AsOf);
        byte[] written = resource.ToUtf8Bytes();

        Assert.Equal(resource, ParticipationResource.Parse(written));
        Assert.Equal(resource, ParticipationResource.Parse(resource.ToJson()));
        Assert.True(written.AsSpan().SequenceEqual(WriteStraight(participation, story.AsOf)));
        Assert.Equal(resource, JsonSerializer.Deserialize<ParticipationResource>(JsonSerializer.Serialize(resource)));
    }

    [LifecycleProperty(MaxTest = 300)]
    public void A_list_is_read_back_the_same(StoryList drawn)
    {
        List<Participation> items = [.. drawn.Stories
            .Select(story => Participation.Request(story.Request.Details with { DeviceId = "dev" }, story.Request.MeterAccess, story.Request.OccurredAt))
            .Distinct()
            .Order(ParticipationListOrder.NewestFirst)];
        bool hasMore = drawn.HasMore && items.Count > 1;
        ParticipationPage page = ParticipationPage.From(new ParticipationListQuery("dev", hasMore ? items.Count - 1 : 100), items);
        ParticipationList list = ParticipationList.From(page, DateTimeOffset.UnixEpoch);

        Assert.Equal(hasMore, list.HasMore);
        Assert.Equal(list, ParticipationList.Parse(list.ToUtf8Bytes()));
        Assert.Equal(list, ParticipationList.Parse(list.ToJson()));
    }

    [LifecycleProperty(MaxTest = 1_000)]
    public void A_stored_history_gives_the_participation_back(Story story)
    {
        (Participation participation, IReadOnlyList<ParticipationEvent> events) = story.Play();

        var request = (ParticipationRequested)ParticipationEventJson.Parse(story.Request.ToUtf8Bytes());
        List<ParticipationEvent> history = [.. events.Select(happened => ParticipationEventJson.Parse(happened.ToJson()))];

        Assert.Equal(story.Request, request);
        Assert.Equal(events, history);
        Assert.Equal(participation, Participation.Replay(request, history));
    }

    [Fact]
    public void Stories_visit_every_state()
    {
        HashSet<ParticipationState> visited = [.. Stories.Drawn.Sample(1000, LifecyclePropertyAttribute.Beginning, 100)
            .SelectMany(story => story.Participation.Timeline)
            .Where(entry => entry.Status != TimelineStatus.Pending)
            .Select(entry => entry.State)];

        Assert.Equal(LifecycleSpecification.States.Count, visited.Count);
    }

    private static byte[] WriteStraight(Participation participation, DateTimeOffset asOf)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance });
        ParticipationResource.Write(writer, participation, asOf);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
