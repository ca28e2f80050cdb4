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
}
