using Vpp.Lifecycle.Hosting.Postgres;

namespace Vpp.Lifecycle.Tests.Simulation.Variants;

/// <summary>A write whose row is held waits on a connection of its own, however many do: the pool is used up by those that wait for one row.</summary>
internal sealed class EveryoneWaitsOnAConnection : Variant
{
    public override ILoneWrites Limit(LoneWrites lone) => new Unlimited();

    private sealed class Unlimited : ILoneWrites
    {
        public bool IsBusy(string row) => false;

        public Task<T> RunAsync<T>(string row, Func<Task<T>> write, CancellationToken cancellation) => write();
    }
}
