using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FsCheck.Fluent;
using Vpp.Lifecycle.Json;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>
/// Spoilt documents: reading gives a value, which can be written and read again, or the documented exception, and nothing else.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private static readonly Story[] Originals = [.. Stories.Drawn.Sample(200, LifecyclePropertyAttribute.Beginning, 50)];

    [Fact]
    public void A_spoilt_resource_is_read_or_refused() =>
        Check(story => story.Resource.ToUtf8Bytes(), ParticipationResource.Parse, resource => resource.ToUtf8Bytes());

    [Fact]
    public void A_spoilt_snapshot_is_read_or_refused() => Check(
        story => ParticipationSnapshot.From(story.Participation).ToUtf8Bytes(),
        ParticipationSnapshot.Parse,
        snapshot =>
        {
            // What was read is a participation like any other, wherever it goes from here.
            Participation participation = snapshot.ToParticipation();
            foreach (Trigger trigger in participation.PermittedTriggers)
                Assert.True(participation.Apply(trigger, participation.TimeUpdated).IsAccepted);
            ParticipationResource resource = ParticipationResource.From(participation, participation.TimeUpdated);
            Assert.Equal(resource, ParticipationResource.Parse(resource.ToUtf8Bytes()));
            return snapshot.ToUtf8Bytes();
        });

    [Fact]
    public void A_spoilt_list_is_read_or_refused() => Check(
        story =>
        {
            Participation participation = story.Participation;
            ParticipationPage page = ParticipationPage.From(new ParticipationListQuery(participation.Details.DeviceId), [participation]);
            return ParticipationList.From(page, story.AsOf).ToUtf8Bytes();
        },
        ParticipationList.Parse,
        list => list.ToUtf8Bytes());

    [Fact]
    public void A_spoilt_event_is_read_or_refused() => Check(
        story => (story.Play().Events is { Count: > 0 } events && story.Steps.Count % 2 == 0 ? events[^1] : story.Request).ToUtf8Bytes(),
        ParticipationEventJson.Parse,
        happened => happened.ToUtf8Bytes());

    private void Check<T>(Func<Story, byte[]> write, ReadBytes<T> read, Func<T, byte[]> writeAgain)
        where T : notnull
    {
        byte[][] documents = [.. Originals.Select(write)];
        int wereRead = 0;
        var errors = new Dictionary<LifecycleJsonError, int>();
        Campaign.Try(documents, (number, spoilt) =>
        {
            if (TryRead(spoilt, read, out T? value, out LifecycleJsonError error))
            {
                wereRead++;
                Assert.Equal(value, read(writeAgain(value)));
            }
            else
            {
                errors[error] = errors.GetValueOrDefault(error) + 1;
            }

            if (number % 4 == 0)
                RequireSameFromSerializer(spoilt, value);
        });

        output.WriteLine($"{Campaign.Count} spoilt documents from {Campaign.First} on: {wereRead} read, {string.Join(", ", errors.OrderBy(error => error.Key).Select(error => $"{error.Value} {error.Key}"))}.");
        Assert.InRange(wereRead, 1, Campaign.Count - 1);
        Assert.Contains(LifecycleJsonError.MalformedJson, errors.Keys);
        Assert.Contains(LifecycleJsonError.InvalidValue, errors.Keys);
        Assert.Contains(LifecycleJsonError.DuplicateMember, errors.Keys);
    }

    private static bool TryRead<T>(byte[] document, ReadBytes<T> read, [NotNullWhen(true)] out T? value, out LifecycleJsonError error)
        where T : notnull
    {
        error = default;
        try
        {
            value = read(document);
            return true;
        }
        catch (LifecycleJsonException rejected)
        {
            Assert.NotNull(rejected.Path);
            value = default;
            error = rejected.Error;
            return false;
        }
    }

    /// <summary>A host's own serializer reads the same, or throws what serializers throw.</summary>
    private static void RequireSameFromSerializer<T>(byte[] document, T? expected)
    {
        try
        {
            Assert.Equal(expected, JsonSerializer.Deserialize<T>(document));
        }
        catch (JsonException)
        {
            Assert.Null(expected);
        }
    }

    private delegate T ReadBytes<out T>(ReadOnlySpan<byte> utf8Json);
}
