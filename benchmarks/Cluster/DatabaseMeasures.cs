using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;

namespace Vpp.Lifecycle.Benchmarks.Cluster;

/// <summary>What several databases cost, and how long the move of a shard takes. All are on this machine: nothing here says what a second machine adds.</summary>
internal static class DatabaseMeasures
{
    private const int Shards = 8;
    private const int Callers = 64;
    private const int ParticipationsOfACaller = 16;
    private const int Writers = 16;

    public static async Task RunAsync(string one, string first, string second, int events)
    {
        Console.WriteLine("| what | events/s | silos, µs an event | PostgreSQL, µs an event |\n|---|--:|--:|--:|");
        // By turns: what disturbs the machine disturbs both.
        for (int turn = 0; turn < 2; turn++)
        {
            await EventsAsync(one, null, events);
            await EventsAsync(first, second, events);
        }

        await MoveAsync(first, second, participations: 20_000);
    }

    private static async Task EventsAsync(string first, string? second, int events)
    {
        await using Silos silos = await StartAsync(first, second);
        IParticipationStore[] stores = StoresOf(silos);
        string[][] participations = new string[Callers][];
        for (int caller = 0; caller < Callers; caller++)
            participations[caller] = await Task.WhenAll(Enumerable.Range(0, ParticipationsOfACaller).Select(index => Measures.ActiveAsync(stores[caller % stores.Length], index)));
        string[] databases = [.. ((string?[])[first, second]).OfType<string>().Select(Measures.DatabaseOf)];
        await Measures.RunAsync(
            databases, second is null ? "2 silos, one database" : "2 silos, two databases", events, participations,
            (caller, id) => stores[caller % stores.Length].ApplyAsync(id, Trigger.TelemetryReceived, DateTimeOffset.UtcNow));
    }

    /// <summary>A shard there and back, under the writes of some callers to all of its participations.</summary>
    private static async Task MoveAsync(string first, string second, int participations)
    {
        await using Silos silos = await StartAsync(first, second);
        IParticipationStore[] stores = StoresOf(silos);
        var shards = silos.Services[0].GetRequiredService<IParticipationShards>();
        string[] made = await MadeAsync(stores, participations);
        string[] ofShard = [.. made.Where(id => shards.ShardOf(id) == 0)];
        Console.WriteLine();
        Console.WriteLine("| move of a shard | participations | seconds | writes meanwhile | a write, p50 / p99 / longest, ms |\n|---|--:|--:|--:|--:|");
        foreach ((string to, bool underLoad) in ((string, bool)[])[("b", false), ("main", true), ("b", true)])
        {
            using var stop = new CancellationTokenSource();
            Task<double[]> writing = underLoad ? WriteAsync(stores, ofShard, stop.Token) : Task.FromResult<double[]>([]);
            var watch = Stopwatch.StartNew();
            ShardMoveProgress moved = await shards.MoveAsync(0, to);
            TimeSpan elapsed = watch.Elapsed;
            await stop.CancelAsync();
            double[] waits = await writing;
            Array.Sort(waits);
            string times = waits.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{waits[waits.Length / 2]:0.0} / {waits[(int)(waits.Length * 0.99)]:0.0} / {waits[^1]:0.0}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {moved.From} to {moved.To}{(underLoad ? ", under load" : "")} | {moved.Moved} | {elapsed.TotalSeconds:0.0} | {waits.Length} | {times} |"));
        }
    }

    private static async Task<double[]> WriteAsync(IParticipationStore[] stores, string[] ids, CancellationToken stop)
    {
        double[][] all = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            var waits = new List<double>();
            while (!stop.IsCancellationRequested)
            {
                long began = Stopwatch.GetTimestamp();
                await stores[writer % stores.Length].ApplyAsync(ids[random.Next(ids.Length)], Trigger.TelemetryReceived, DateTimeOffset.UtcNow, null, CancellationToken.None);
                waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return waits.ToArray();
        }, CancellationToken.None)));
        return [.. all.SelectMany(waits => waits)];
    }

    private static async Task<string[]> MadeAsync(IParticipationStore[] stores, int count)
    {
        string[] made = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (index, _) => made[index] = await Measures.ActiveAsync(stores[index % stores.Length], index));
        return made;
    }

    private static IParticipationStore[] StoresOf(Silos silos) => [.. silos.Services.Select(services => services.GetRequiredService<IParticipationStore>())];

    private static Task<Silos> StartAsync(string first, string? second) => Silos.StartAsync(first, 2, configureCluster: cluster =>
    {
        cluster.StorageShards = Shards;
        if (second is not null)
            cluster.Databases["b"] = second;
    });
}
