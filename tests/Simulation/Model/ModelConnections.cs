using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Tests.Simulation.Time;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>The connections of one instance to the server: a pool, and those that its writers keep. Once the instance is killed nothing comes back to it.</summary>
internal sealed class ModelConnections(ModelServer server, Scheduler scheduler, int poolSize, TimeSpan lockTimeout) : IWriterConnections
{
    private static readonly TimeSpan LongestWaitForLock = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWaitForConnection = TimeSpan.FromSeconds(5);

    private readonly Turns _pool = new(poolSize, scheduler.Clock);
    private readonly List<Kept> _kept = [];

    public ModelServer Server => server;

    /// <summary>UTC ticks.</summary>
    public long Now => scheduler.Clock.GetUtcNow().UtcTicks;

    public bool IsDead { get; set; }

    /// <summary>Reads what is committed, on a connection of the pool. A connection that was closed meanwhile is replaced, as a driver's would be.</summary>
    public async Task<T> QueryAsync<T>(Func<DatabaseState, T> read)
    {
        if (!await _pool.TryTakeAsync(LongestWaitForConnection, CancellationToken.None))
            throw new PoolExhaustedFault();
        await server.TravelAsync();
        bool isUp = !server.IsDown;
        T result = isUp ? read(server.State) : default!;
        await server.TravelAsync();
        await StillAliveAsync();
        _pool.GiveBack();
        return isUp ? result : throw new ConnectionLostFault("the server is down");
    }

    /// <summary>Operations in a transaction of their own, on a connection of the pool.</summary>
    public async Task<int[]> AloneAsync(IReadOnlyList<ModelOperation> operations)
    {
        if (!await _pool.TryTakeAsync(LongestWaitForConnection, CancellationToken.None))
            throw new PoolExhaustedFault();
        await server.TravelAsync();
        ModelAnswer answer = await server.TransactAsync(operations, server.Life, lockTimeout);
        await server.TravelAsync();
        await StillAliveAsync();
        _pool.GiveBack();
        return answer.Rows ?? throw answer.Fault!;
    }

    public async Task<IWriterConnection> OpenAsync()
    {
        await server.TravelAsync();
        await StillAliveAsync();
        if (server.IsDown)
            throw new ConnectionLostFault("the server is down");
        var kept = new Kept(this, server.Life);
        _kept.Add(kept);
        return kept;
    }

    public async Task<int> ExecuteAloneAsync(IReadOnlyList<SqlStatement> statements, bool isLong, CancellationToken cancellation) =>
        (await AloneAsync([.. statements.Select(ModelOperation.Of)])).Sum();

    public bool IsRolledBack(Exception fault) => fault is RolledBackFault;

    public bool IsForbidden(Exception fault) => fault is ConstraintFault;

    public Exception Translate(Exception fault) => fault is LockTimeoutFault ? new LockedRowException(fault) : fault;

    /// <summary>As <c>pg_terminate_backend</c> for every connection that a writer keeps.</summary>
    public void Terminate() => _kept.ForEach(kept => kept.IsTerminated = true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Of a killed instance nothing goes on.</summary>
    private Task StillAliveAsync() => IsDead ? new TaskCompletionSource().Task : Task.CompletedTask;

    private sealed class Kept(ModelConnections connections, int life) : IWriterConnection
    {
        public bool IsTerminated { get; set; }

        public async Task<bool> IsAliveAsync()
        {
            await connections.Server.TravelAsync();
            await connections.StillAliveAsync();
            return !IsTerminated && !connections.Server.IsDown && connections.Server.Life == life;
        }

        public async Task<IReadOnlyList<int>> ExecuteAsync(IReadOnlyList<IReadOnlyList<SqlStatement>> requests)
        {
            await connections.Server.TravelAsync();
            ModelAnswer answer = IsTerminated
                ? new ModelAnswer(new ConnectionLostFault("an administrator ended it"))
                : await connections.Server.TransactAsync([.. requests.SelectMany(statements => statements.Select(ModelOperation.Of))], life, LongestWaitForLock);
            await connections.Server.TravelAsync();
            await connections.StillAliveAsync();
            if (answer.Rows is not { } rows)
                throw answer.Fault!;
            int[] written = new int[requests.Count];
            int next = 0;
            for (int index = 0; index < written.Length; index++)
            {
                for (int count = requests[index].Count; count > 0; count--)
                    written[index] += rows[next++];
            }

            return written;
        }

        public ValueTask DisposeAsync()
        {
            connections._kept.Remove(this);
            return ValueTask.CompletedTask;
        }
    }
}
