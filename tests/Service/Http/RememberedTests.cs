using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Service;

public sealed class RememberedTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    public void As_many_participations_are_remembered_as_are_asked_for_up_to_a_whole_row(int asked, int most)
    {
        var recent = new RecentParticipations(asked);
        string[] ids = [.. Enumerable.Range(0, 200).Select(number => $"vpp_{number}")];
        foreach (string id in ids)
            recent.Keep(new StoredParticipation(Participation.Request(new ParticipationDetails { Id = id, DeviceId = "dev", LocationId = "loc" }, MeterAccess.NotRequired, DateTimeOffset.UnixEpoch), new ParticipationVersion(1, 1), 1));
        Assert.Equal(most, ids.Count(id => recent.Find(id) is not null));
    }
}
