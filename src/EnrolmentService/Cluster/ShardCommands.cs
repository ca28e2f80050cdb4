using System.Globalization;
using System.Text.Json;
using Vpp.Lifecycle.Orleans;

namespace EnrolmentService.Cluster;

/// <summary>The commands on the shards of a cluster that has several databases.</summary>
internal static class ShardCommands
{
    private const int Done = 0;
    private const int Unusable = 2;
    private const int ToldEvery = 10_000;

    /// <summary>Prints a JSON object a line for each shard.</summary>
    public static async Task<int> ListAsync(IServiceProvider services)
    {
        if (await ShardsAsync(services) is not { } shards)
            return Unusable;
        foreach (ShardInfo shard in await shards.ListAsync(counts: true))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"shard":{{shard.Shard}},"database":{{Json(shard.Database)}},"moving_to":{{Json(shard.MovingTo)}},"participations":{{(shard.Participations is { } count ? count : "null")}}}"""));
        }

        return Done;
    }

    public static async Task<int> MoveAsync(IServiceProvider services, string shard, string database)
    {
        if (await ShardsAsync(services) is not { } shards)
            return Unusable;
        try
        {
            if (!int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                throw new ArgumentException($"\"{shard}\" is no shard. Allowed: a number, as the command shards prints it.");
            ShardMoveProgress moved = await shards.MoveAsync(number, database, new Progress());
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The shard {moved.Shard} is in {moved.To}; {moved.Moved} participations were moved."));
            return Done;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Unusable;
        }
    }

    private static async Task<IParticipationShards?> ShardsAsync(IServiceProvider services)
    {
        if (services.GetService<IParticipationShards>() is { } shards && services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterSettings>>() is { Value.Databases.Count: > 0 })
            return shards;
        await Console.Error.WriteLineAsync("There is one database. Service:Cluster:Databases names those beside it.");
        return null;
    }

    private static string Json(string? text) => JsonSerializer.Serialize(text);

    private sealed class Progress : IProgress<ShardMoveProgress>
    {
        private long _told;

        public void Report(ShardMoveProgress value)
        {
            if (value.Moved - _told < ToldEvery)
                return;
            _told = value.Moved;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Moved} participations of the shard {value.Shard} are in {value.To}."));
        }
    }
}
