using System.Text.Json;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public class TimelineEntryResourceTests
{
    [Fact]
    public void Without_their_words_the_entries_are_those_of_the_participation()
    {
        var at = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        var details = new ParticipationDetails { Id = "vpp_1", DeviceId = "device", LocationId = "location", LiveMode = true };
        Participation participation = Participation.Request(details, MeterAccess.Required, at)
            .ApplyOrThrow(ConsentRequested, at.AddMinutes(1))
            .ApplyOrThrow(ConsentGranted, at.AddHours(1));

        IEnumerable<TimelineEntry> entries = ParticipationResource.From(participation, at).Timeline.Select(entry => entry.ToTimelineEntry());

        Assert.Equal(participation.Timeline, entries);
    }

    [Theory]
    [InlineData("PENDING", null, "OPERATOR_REQUEST", "$.suspension_reasons")]
    [InlineData("PENDING", "2026-01-05T09:00:00Z", null, "$.occurred_at")]
    [InlineData("IN_PROGRESS", "2026-01-05T09:00:00Z", null, "$.suspension_reasons")]
    [InlineData("COMPLETE", null, "OPERATOR_REQUEST", "$.occurred_at")]
    [InlineData("PENDING", null, null, null)]
    [InlineData("IN_PROGRESS", "2026-01-05T09:00:00Z", "OPERATOR_REQUEST", null)]
    [InlineData("COMPLETE", "2026-01-05T09:00:00Z", "OPERATOR_REQUEST", null)]
    public void An_entry_of_SUSPENDED_has_a_time_and_reasons_unless_it_is_pending(string status, string? occurredAt, string? reason, string? broken)
    {
        var document = new JsonObject
        {
            ["state"] = "SUSPENDED",
            ["status"] = status,
            ["occurred_at"] = occurredAt,
            ["suspension_reasons"] = reason is null ? new JsonArray() : new JsonArray(reason),
        };

        string? path = null;
        try
        {
            TimelineEntryResource entry = document.Deserialize<TimelineEntryResource>()!;
            Assert.Equal(reason, entry.SuspensionReasons.IsEmpty ? null : entry.SuspensionReasons.ToString());
        }
        catch (LifecycleJsonException error)
        {
            path = error.Path;
        }

        Assert.Equal(broken, path);
    }
}
