using System.Data.Common;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Postgres;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Orleans.Shards;

/// <summary>One of the databases, with its tables.</summary>
/// <param name="name">Its name in the settings and in the directory.</param>
/// <param name="database">The database.</param>
/// <param name="ready">What is done before its first use.</param>
internal sealed class ShardDatabase(string name, Database database, Preparation ready)
{
    public string Name => name;

    public Database Database => database;

    public ParticipationTable Table { get; } = new(database, historiesNeedTheirRow: true);

    public KeyTable Keys { get; } = new(database);

    public ListTable Lists { get; } = new(database);

    public PostgresBulkTable Bulk { get; } = new(database);

    public DueIndex Due { get; } = new(database);

    public PostgresFeedTable Feed { get; } = new(database);

    /// <summary>What is done before its first use.</summary>
    public Preparation Preparation => ready;

    /// <summary>Opens it and checks that it is what the directory takes it for; once, and again after a failure.</summary>
    /// <exception cref="ParticipationsUnavailableException">It cannot be used.</exception>
    public async ValueTask<ShardDatabase> ReadyAsync(CancellationToken cancellation)
    {
        try
        {
            await ready.EnsureAsync(cancellation);
            return this;
        }
        catch (UnusableDatabaseException fault)
        {
            throw new ParticipationsUnavailableException(fault.Message, fault);
        }
    }

    /// <summary>As the other, for who tells at start.</summary>
    /// <exception cref="UnusableDatabaseException">It cannot be used.</exception>
    public ValueTask PrepareAsync(CancellationToken cancellation) => ready.EnsureAsync(cancellation);

    /// <summary>Does what knows nothing of several databases, and says of a fault in which of them it is.</summary>
    /// <exception cref="UnusableDatabaseException">It failed. The inner exception is the database's.</exception>
    public static async Task NamingAsync(string name, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (UnusableDatabaseException fault)
        {
            throw new UnusableDatabaseException($"The database \"{name}\": {fault.Message}", fault.InnerException);
        }
        catch (DbException fault)
        {
            throw new UnusableDatabaseException($"The database \"{name}\": {fault.Message}", fault);
        }
    }
}
