using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>Participations to begin with.</summary>
internal static class Given
{
    private static int DeviceCount;

    public static string NewId() => $"vpp_{Guid.NewGuid():N}"[..28];

    public static Participation Requested(string id, DateTimeOffset at, string? device = null, string programme = "vpr_1", string account = "acc_1") => Participation.Request(
        new ParticipationDetails
        {
            Id = id,
            DeviceId = device ?? $"dev_{Interlocked.Increment(ref DeviceCount)}",
            LocationId = "loc_1",
            AccountId = account,
            LiveMode = true,
            Programme = new ProgrammeInfo { Id = programme, DisplayName = "Winter Reserve" },
        },
        MeterAccess.NotRequired,
        at);

    /// <summary>A stored participation, led to a state by the shortest way.</summary>
    public static async Task<StoredParticipation> ParticipationAsync(
        this IParticipationStore store, DateTimeOffset at, ParticipationState state = ParticipationState.EnrolmentRequested, string programme = "vpr_1", string? id = null, string? device = null)
    {
        CreateResult created = await store.CreateAsync(Requested(id ?? NewId(), at, device, programme), new ParticipationWrite { Actor = "test" });
        StoredParticipation stored = ((AcceptedChange)created.Value).Stored;
        TriggerAt[] way = [.. stored.Participation.PathTo(state)!.Select(trigger => new TriggerAt(trigger, at))];
        return way.Length == 0 ? stored : ((AcceptedChange)(await store.ApplyAllAsync(stored.Participation.Id, way)).Value).Stored;
    }
}
