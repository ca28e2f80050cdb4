using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Sqlite;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>Bulk writes that fail from one of them on, or wait at a gate.</summary>
internal sealed class FailingBulkTable(int failAt) : IBulkTable
{
    private IBulkTable? _inner;

    public int Written { get; private set; }

    public TaskCompletionSource? Gate { get; init; }

    public TaskCompletionSource Waiting { get; } = new();

    public void Replace(IServiceCollection services) => services.AddSingleton<IBulkTable>(provider =>
    {
        Database database = provider.GetRequiredService<Database>();
        _inner = database is PostgresDatabase ? new PostgresBulkTable(database) : new SqliteBulkTable(database);
        return this;
    });

    public Task<IReadOnlyList<BulkCandidate>> CandidatesAsync(string programmeId, ParticipationScope within, Share share, string after, int limit, CancellationToken cancellation) =>
        _inner!.CandidatesAsync(programmeId, within, share, after, limit, cancellation);

    public Task<IReadOnlyList<ParticipationRow>> RowsAsync(
        string programmeId, ParticipationScope within, Share share, string after, string last, IReadOnlyCollection<int> configurations, long dueBy, CancellationToken cancellation) =>
        _inner!.RowsAsync(programmeId, within, share, after, last, configurations, dueBy, cancellation);

    public async Task<IReadOnlyList<string>?> WriteAsync(IReadOnlyList<RowChange> changes, Func<IReadOnlyList<string>, KeyRow>? progress, CancellationToken cancellation)
    {
        if (Gate is not null)
        {
            Waiting.TrySetResult();
            await Gate.Task;
        }

        return ++Written >= failAt ? throw new InvalidOperationException("The machine lost its power.") : await _inner!.WriteAsync(changes, progress, cancellation);
    }
}
