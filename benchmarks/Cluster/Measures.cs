using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans;

namespace Vpp.Lifecycle.Benchmarks.Cluster;

/// <summary>The measures, each a table on standard output.</summary>
internal static class Measures
{
    private const int CallersOfASilo = 32;
    private const int ParticipationsOfACaller = 16;

    /// <summary>An event through the store alone, a bare grain and a grain of the package; on one, two and three silos, routed by identifier and by chance.</summary>
    public static async Task EventsAsync(string connection, int events)
    {
        Console.WriteLine("| what | events/s | silos, µs an event | PostgreSQL, µs an event |\n|---|--:|--:|--:|");
        await using (Silos one = await Silos.StartAsync(connection, 1))
        {
            await ExecuteAsync(one, BareGrain.Schema);
            Hosting.Storage.ParticipationStore store = one.Services[0].GetRequiredService<Hosting.Storage.ParticipationStore>();
            string[][] participations = await GivenAsync(one, 1);
            await RunAsync(connection, "the store, no grain", events, participations, (_, id) => ((IParticipationStore)store).ApplyAsync(id, Trigger.TelemetryReceived, DateTimeOffset.UtcNow));
            IGrainFactory grains = one.Services[0].GetRequiredService<IGrainFactory>();
            await RunAsync(connection, "a bare grain with two statements, 1 silo", events, participations, (_, id) => grains.GetGrain<IBareGrain>(id).WriteAsync());
        }

        foreach (int count in (int[])[1, 2, 3])
        {
            await using Silos silos = await Silos.StartAsync(connection, count);
            string[][] participations = await GivenAsync(silos, count);
            IParticipationStore[] stores = [.. silos.Services.Select(services => services.GetRequiredService<IParticipationStore>())];
            string words = string.Create(CultureInfo.InvariantCulture, $"{count} silo{(count == 1 ? "" : "s")}");
            await RunAsync(connection, $"{words}, routed by identifier", events, participations, (caller, id) => stores[caller % count].ApplyAsync(id, Trigger.TelemetryReceived, DateTimeOffset.UtcNow));
            await RunAsync(connection, $"{words}, routed by chance", events, participations, (_, id) => stores[Random.Shared.Next(count)].ApplyAsync(id, Trigger.TelemetryReceived, DateTimeOffset.UtcNow));
        }
    }

    /// <summary>What an activation takes, and how long a first request to one that is not active takes.</summary>
    public static async Task MemoryAsync(string connection, int count)
    {
        // The silo's own memory holds none, so that what is counted is the activations'.
        await using Silos one = await Silos.StartAsync(connection, 1, remembered: 0);
        IParticipationStore store = one.Services[0].GetRequiredService<Hosting.Storage.ParticipationStore>();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, count).Select(index => ActiveAsync(store, index)));
        IGrainFactory grains = one.Services[0].GetRequiredService<IGrainFactory>();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        double[] cold = new double[count];
        for (int index = 0; index < count; index++)
        {
            long began = Stopwatch.GetTimestamp();
            await grains.GetGrain<IParticipationGrain>(ids[index]).FindAsync();
            cold[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        Array.Sort(cold);
        long bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} participations: {bytes} bytes an active one, none an idle one; cold activation with its read p50 {cold[count / 2]:0} µs, p99 {cold[(int)(count * 0.99)]:0} µs"));
    }

    /// <summary>Deadlines of many participations that fall due at once, on three silos.</summary>
    public static async Task SweepAsync(string connection, int count)
    {
        var clock = new ShiftedClock();
        await using Silos silos = await Silos.StartAsync(connection, 3, clock);
        IParticipationStore store = silos.Services[0].GetRequiredService<Hosting.Storage.ParticipationStore>();
        string id = await ActiveAsync(store, 0);
        await MultiplyAsync(silos, id, count);
        clock.Advance(TimeSpan.FromHours(25));
        Processors before = Processors.Now(DatabaseOf(connection));
        var watch = Stopwatch.StartNew();
        while (await CountAsync(silos, "SELECT COUNT(*) FROM participation WHERE next_due_at IS NOT NULL") > 0)
            await Task.Delay(500);
        TimeSpan elapsed = watch.Elapsed;
        Processors used = Processors.Now(DatabaseOf(connection)).Since(before);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} deadlines on 3 silos: {elapsed.TotalSeconds:0.0} s, {count / elapsed.TotalSeconds:0} a second; {used.Silos.TotalMicroseconds / count:0} µs of the silos and {used.Postgres.TotalMicroseconds / count:0} µs of PostgreSQL each"));
    }

    private static Task RunAsync(string connection, string what, int events, string[][] participations, Func<int, string, Task> write) =>
        RunAsync([DatabaseOf(connection)], what, events, participations, write);

    internal static async Task RunAsync(string[] databases, string what, int events, string[][] participations, Func<int, string, Task> write)
    {
        // Once for all that is compiled, activated and connected.
        await AllAsync(participations, Math.Max(events / 2, participations.Length * ParticipationsOfACaller), write);
        Processors before = Processors.Now(databases);
        var watch = Stopwatch.StartNew();
        await AllAsync(participations, events, write);
        TimeSpan elapsed = watch.Elapsed;
        Processors used = Processors.Now(databases).Since(before);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {events / elapsed.TotalSeconds:#,0} | {used.Silos.TotalMicroseconds / events:0} | {used.Postgres.TotalMicroseconds / events:0} |"));
    }

    internal static string DatabaseOf(string connection) => (string)new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connection }["Database"];

    private static Task AllAsync(string[][] participations, int events, Func<int, string, Task> write) => Task.WhenAll(participations.Select((own, caller) => Task.Run(async () =>
    {
        for (int index = 0; index < events / participations.Length; index++)
            await write(caller, own[index % own.Length]);
    })));

    /// <summary>Each caller's participations; a caller's number modulo the silos' is the silo that it is routed to.</summary>
    private static async Task<string[][]> GivenAsync(Silos silos, int count)
    {
        IParticipationStore[] stores = [.. silos.Services.Select(services => services.GetRequiredService<IParticipationStore>())];
        var all = new string[count * CallersOfASilo][];
        for (int caller = 0; caller < all.Length; caller++)
            all[caller] = await Task.WhenAll(Enumerable.Range(0, ParticipationsOfACaller).Select(index => ActiveAsync(stores[caller % count], index)));
        return all;
    }

    internal static async Task<string> ActiveAsync(IParticipationStore store, int index)
    {
        string id = $"vpp_{Guid.NewGuid():N}"[..28];
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var details = new ParticipationDetails
        {
            Id = id,
            DeviceId = string.Create(CultureInfo.InvariantCulture, $"dev_{id}_{index}"),
            LocationId = "loc_1",
            AccountId = "acc_1",
            LiveMode = true,
            Programme = new ProgrammeInfo { Id = "vpr_1", DisplayName = "Winter Reserve" },
        };
        var requested = Participation.Request(details, MeterAccess.NotRequired, now);
        await store.CreateAsync(requested);
        await store.ApplyAllAsync(id, [.. requested.PathTo(ParticipationState.Active)!.Select(trigger => new TriggerAt(trigger, now))]);
        return id;
    }

    /// <summary>Many rows like one, in one statement: the way to each would take longer than what is measured.</summary>
    private static Task MultiplyAsync(Silos silos, string id, int count) => ExecuteAsync(silos, string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO participation SELECT p.id || n, p.version, p.version_token, p.event_count, p.configuration, p.is_open, p.due_fingerprint, p.next_due_at, p.account_id, p.live_mode,
            p.device_id || n, p.programme_id, p.time_created, replace(replace(p.snapshot, '"' || p.id || '"', '"' || p.id || n || '"'), '"' || p.device_id || '"', '"' || p.device_id || n || '"'), p.host_data
        FROM participation p, generate_series(1, {count - 1}) n WHERE p.id = '{id}';
        ANALYZE participation;
        """));

    private static async Task ExecuteAsync(Silos silos, string sql)
    {
        await using ConnectionLease lease = await silos.Services[0].GetRequiredService<IParticipationDatabase>().OpenAsync();
        await using System.Data.Common.DbCommand command = lease.Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(Silos silos, string sql)
    {
        await using ConnectionLease lease = await silos.Services[0].GetRequiredService<IParticipationDatabase>().OpenAsync();
        await using System.Data.Common.DbCommand command = lease.Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class ShiftedClock : TimeProvider
    {
        private long _ahead;

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
    }
}
