using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting;

/// <summary><see cref="IParticipationUpkeep"/> over tables.</summary>
internal sealed class ParticipationUpkeep(Preparation preparation, IParticipationTable table, HistoryCheck check) : IParticipationUpkeep
{
    private const int MostRowsAsked = 10_000;

    public Task PrepareAsync(CancellationToken cancellation) => preparation.EnsureAsync(cancellation).AsTask();

    public async Task<CheckSummary> CheckAsync(Func<CheckFault, ValueTask> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        await preparation.EnsureAsync(cancellation);
        return await check.RunAsync(report, cancellation);
    }

    public async Task<IReadOnlyList<SetAsideParticipation>> SetAsideAsync(string? after, int limit, CancellationToken cancellation)
    {
        Arguments.RequireLimit(limit, MostRowsAsked);
        await preparation.EnsureAsync(cancellation);
        return await table.AllSetAsideAsync(after ?? "", limit, cancellation);
    }
}
