using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.TestingHost;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Orleans;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>For hosts that want the snapshot alone: it is the state of a grain of theirs, on any storage.</summary>
public sealed class SnapshotStateTests
{
    [Fact]
    public async Task A_snapshot_is_the_state_of_a_grain_on_memory_storage()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddParticipationSnapshots().AddMemoryGrainStorage("devices"));
        await using InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        IDeviceGrain grain = cluster.Client.GetGrain<IDeviceGrain>("vpp_1");
        DateTimeOffset at = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        Participation requested = Given.Requested("vpp_1", at);

        await grain.BeginAsync(ParticipationSnapshot.From(requested));
        Assert.Equal(ParticipationState.AwaitingConsent, await grain.FireAsync(Trigger.ConsentRequested, at));
        await cluster.DeactivateAsync(grain);

        Assert.Equal(ParticipationSnapshot.From(requested.ApplyOrThrow(Trigger.ConsentRequested, at)), await grain.SnapshotAsync());
    }

    [Fact]
    public void Dwell_statistics_go_from_silo_to_silo_and_are_added_up_there()
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer(serializer => serializer.AddAssembly(typeof(IParticipationGrain).Assembly)).BuildServiceProvider();
        Serializer serializer = services.GetRequiredService<Serializer>();
        StateVisit[] visits = [new(ParticipationState.Active, TimeSpan.FromTicks(7)), new(ParticipationState.Active, null), new(ParticipationState.Failed, TimeSpan.Zero), new(ParticipationState.Active, TimeSpan.FromDays(400))];

        DwellStatistics sum = visits.Chunk(2).Select(part => serializer.Deserialize<DwellStatistics>(serializer.SerializeToArray(DwellStatistics.From(part)))!)
            .Aggregate(DwellStatistics.Empty, (all, part) => all.Merge(part));

        Assert.Equal(DwellStatistics.From(visits), sum);
        Assert.Same(sum, services.GetRequiredService<DeepCopier>().Copy(sum));
    }

    [Fact]
    public void What_is_immutable_is_not_copied()
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer(serializer => serializer.AddAssembly(typeof(IParticipationGrain).Assembly)).BuildServiceProvider();
        Participation participation = Given.Requested("vpp_1", DateTimeOffset.UnixEpoch);
        var stored = new StoredParticipation(participation, new ParticipationVersion(1, 2), 1);
        ChangeResult result = new AcceptedChange(stored, Outcome.Transitioned, []);
        var write = new ParticipationWrite { Actor = "a", Also = [new SqlStatement("SELECT 1", 1L, "a", null)] };

        Assert.Same(participation, Copy(participation));
        Assert.Same(stored, Copy(stored));
        Assert.Same(result, Copy(result));
        Assert.Same(write, Copy(write));
        Assert.Same(ParticipationWrite.Default, Copy(ParticipationWrite.Default));

        T Copy<T>(T value)
            where T : class => services.GetRequiredService<DeepCopier>().Copy(value)!;
    }

    public interface IDeviceGrain : IGrainWithStringKey
    {
        Task BeginAsync(ParticipationSnapshot snapshot);

        Task<ParticipationState> FireAsync(Trigger trigger, DateTimeOffset at);

        Task<ParticipationSnapshot> SnapshotAsync();
    }

    internal sealed class DeviceGrain([PersistentState("participation", "devices")] IPersistentState<Kept> state) : Grain, IDeviceGrain
    {
        public Task BeginAsync(ParticipationSnapshot snapshot) => KeepAsync(snapshot);

        public async Task<ParticipationState> FireAsync(Trigger trigger, DateTimeOffset at)
        {
            Participation next = state.State.Snapshot!.ToParticipation().ApplyOrThrow(trigger, at);
            await KeepAsync(ParticipationSnapshot.From(next));
            return next.CurrentState;
        }

        public Task<ParticipationSnapshot> SnapshotAsync() => Task.FromResult(state.State.Snapshot!);

        private Task KeepAsync(ParticipationSnapshot snapshot)
        {
            state.State.Snapshot = snapshot;
            return state.WriteStateAsync();
        }
    }

    [GenerateSerializer]
    internal sealed class Kept
    {
        [Id(0)]
        public ParticipationSnapshot? Snapshot { get; set; }
    }
}
