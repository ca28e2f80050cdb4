using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Benchmarks.Hosting;

/// <summary>Pages and counts at ten thousand, a hundred thousand and a million participations of one programme, in one run.</summary>
internal static class ListMeasures
{
    private const int Rounds = 200;

    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);
    private static readonly ParticipationSearch All = new(Mine) { ProgrammeId = "vpr_1" };

    public static async Task RunAsync(string connection)
    {
        await using ServiceProvider provider = new ServiceCollection().AddParticipations(options =>
        {
            options.UseDatabase(connection);
            options.Timers = new LifecycleTimers { TelemetrySilence = null };
            options.RememberedParticipations = 0;
        }).BuildServiceProvider();
        await GivenOneInEachConfigurationAsync(provider.GetRequiredService<IParticipationStore>());
        var database = provider.GetRequiredService<IParticipationDatabase>();
        int made = Configuration.Count;
        foreach (int rows in (int[])[10_000, 100_000, 1_000_000])
        {
            await CopyAsync(database, made / Configuration.Count, rows / Configuration.Count);
            made = rows;
            await MeasureAsync(provider.GetRequiredService<IParticipationLists>(), rows);
        }
    }

    private static async Task MeasureAsync(IParticipationLists lists, int rows)
    {
        SearchPage middle = (await lists.SearchAsync(All with { Limit = 1_000 })).AsT0;
        (string Name, ParticipationSearch Search)[] searches =
        [
            ("all, first page", All),
            ("all, a later page", All with { StartingAfter = middle.LastCursor }),
            ("one state", All with { States = [ParticipationState.Active] }),
            ("a suspension reason", All with { SuspensionReasons = [SuspensionReason.OperatorRequest] }),
            ("all programmes", new ParticipationSearch(Mine)),
            ("changed since", All with { ChangedSince = DateTimeOffset.UnixEpoch }),
        ];
        foreach ((string name, ParticipationSearch search) in searches)
            await MeasureAsync(rows, name, Rounds, async () => _ = (await lists.SearchAsync(search)).AsT0.Items.Count == search.Limit ? true : throw new InvalidOperationException(name));
        await MeasureAsync(rows, "counts", 10, () => lists.CountAsync(Mine, "vpr_1"));
    }

    private static async Task MeasureAsync(int rows, string name, int rounds, Func<Task> work)
    {
        await work();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        double[] elapsed = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            await work();
            elapsed[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        double used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds / rounds;
        Array.Sort(elapsed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,9} {name,-20} {elapsed[rounds / 2],9:F2} ms median {used,9:F2} ms processor of this process"));
    }

    private static async Task GivenOneInEachConfigurationAsync(IParticipationStore store)
    {
        foreach (Configuration goal in Configuration.All)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"vpp_{goal.Code:00}");
            var details = new ParticipationDetails
            {
                Id = id,
                DeviceId = $"dev_{id}",
                LocationId = "loc_1",
                AccountId = "acc_1",
                LiveMode = true,
                Programme = new ProgrammeInfo { Id = "vpr_1", DisplayName = "Winter Reserve" },
            };
            DateTimeOffset now = DateTimeOffset.UtcNow;
            var requested = Participation.Request(details, goal.MeterAccessOutstanding ? MeterAccess.Required : MeterAccess.NotRequired, now);
            await store.CreateAsync(requested);
            await store.ApplyAllAsync(id, [.. requested.Configuration.PathTo(goal)!.Select(trigger => new TriggerAt(trigger, now))]);
        }
    }

    /// <summary>Copies the first of each configuration under numbers from one to before another, without histories.</summary>
    private static Task<int> CopyAsync(IParticipationDatabase database, int from, int before) => database.ExecuteAsync(
    [
        new SqlStatement(
            "INSERT INTO participation (id, device_id, snapshot, version, version_token, event_count, configuration, is_open, due_fingerprint, next_due_at, account_id, live_mode, programme_id, " +
            "time_created, host_data, changed_at) " +
            "SELECT id || '_' || n, device_id || '_' || n, " +
            "REPLACE(REPLACE(snapshot, '\"' || id || '\"', '\"' || id || '_' || n || '\"'), '\"' || device_id || '\"', '\"' || device_id || '_' || n || '\"'), " +
            "version, version_token, event_count, configuration, is_open, due_fingerprint, next_due_at, account_id, live_mode, programme_id, time_created, host_data, changed_at + n " +
            string.Create(
                CultureInfo.InvariantCulture,
                $"FROM participation CROSS JOIN (WITH RECURSIVE numbers (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n < {before - 1}) SELECT n FROM numbers) AS copies WHERE LENGTH(id) = 6")),
    ]);
}
