using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Sql;
using Vpp.Lifecycle.Orleans.Shards;
using Vpp.Lifecycle.Tests.Orleans.Support;

namespace Vpp.Lifecycle.Tests.Orleans.Shards;

/// <summary>Which shard a participation is of.</summary>
[Collection(Clusters.Collection)]
public sealed class ShardHashTests(Clusters clusters)
{
    [Theory]
    [InlineData("vpp_1", 64, 63)]
    [InlineData("vpp_2", 64, 56)]
    [InlineData("vpp_1", 1, 0)]
    [InlineData("vpp_1", 256, 191)]
    public void It_is_the_first_byte_of_the_sha_256_hash_for_ever(string id, int shards, int shard) => Assert.Equal(shard, ShardHash.Of(id, shards));

    [FactWith(Requirement.PostgreSql)]
    public async Task It_is_the_same_here_and_in_the_database_whatever_the_identifier()
    {
        string connectionString = await clusters.Postgres.CreateDatabaseAsync();
        await using ServiceProvider provider = new ServiceCollection().AddParticipations(options => options.UsePostgres(connectionString)).BuildServiceProvider();
        Database database = provider.GetRequiredService<Database>();
        string[] ids = [.. Enumerable.Range(0, 500).Select(_ => Given.NewId()), "ü", "日本", "a b", "😀", new string('ß', 128), new string('日', 128), "'"];
        foreach (int shards in (int[])[1, 2, 64, 256])
        {
            List<(string Id, int Shard)> there = await database.QueryAsync(
                new SqlStatement($"SELECT id, {ShardHash.Sql("id", shards)} FROM unnest($1) AS asked (id)", (object)ids), static reader => (reader.GetString(0), reader.GetInt32(1)), CancellationToken.None);
            Assert.Equal(ids.Length, there.Count);
            Assert.All(there, each => Assert.Equal(ShardHash.Of(each.Id, shards), each.Shard));
        }
    }

    [Fact]
    public void Participations_are_spread_evenly()
    {
        int[] counts = new int[64];
        for (int index = 0; index < 64_000; index++)
            counts[ShardHash.Of($"vpp_{index}", 64)]++;
        Assert.InRange(counts.Min(), 850, 1_000);
        Assert.InRange(counts.Max(), 1_000, 1_150);
    }
}
