using Vpp.Lifecycle.Orleans.Shards;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>What is read of the directory when many ask at the same time.</summary>
[Collection(Clusters.Collection)]
public sealed class ShardDirectoryTests(Clusters clusters)
{
    private const int Readers = 48;
    private const int Changes = 1000;

    [FactWith(Requirement.PostgreSql)]
    public async Task However_many_ask_at_once_each_is_told_of_all_that_was_changed_before_it_asked()
    {
        (string first, Dictionary<string, string> others) = await clusters.DatabasesAsync("b");
        await using SeveralDatabases changing = await SeveralDatabases.StartAsync(first, others);
        await using SeveralDatabases reading = await SeveralDatabases.StartAsync(first, others);
        int shard = changing.ShardIn("main");
        long changed = changing.Databases.Directory.Current.Epoch;
        using var stop = new CancellationTokenSource();
        Task<string?>[] readers = [.. Enumerable.Range(0, Readers).Select(_ => Task.Run(ReadAsync))];

        for (int change = 0; change < Changes; change++)
        {
            Assert.True(await (change % 2 == 0
                ? changing.Databases.Directory.BeginMoveAsync(shard, "main", "b", default)
                : changing.Databases.Directory.SettleAsync(shard, "main", "b", default)));
            if (change % 2 == 1)
                await changing.ExecuteAsync("main", "UPDATE participation_shard SET database = 'main' WHERE shard = $1", shard);
            Volatile.Write(ref changed, changing.Databases.Directory.Current.Epoch);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), Assert.Null);

        async Task<string?> ReadAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                long known = Volatile.Read(ref changed);
                ShardMap map = await reading.Databases.Directory.ReadAsync(default);
                if (map.Epoch < known)
                    return $"Told of {map.Epoch} after {known}.";
            }

            return null;
        }
    }
}
