using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Benchmarks.Hosting;

/// <summary>What is measured, each in one process with its own fleet.</summary>
internal static class Measures
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One event at 10, 1,000 and 100,000 visits.</summary>
    public static async Task PastAsync(string connection)
    {
        const int Events = 500;
        await using ServiceProvider provider = Provide(connection);
        var store = provider.GetRequiredService<IParticipationStore>();
        await CreateAsync(store, count: 1);
        int number = 0;
        foreach (int visits in (int[])[10, 1_000, 100_000])
        {
            while (number < visits - 8)
                await ToggleAsync(store, number++);
            await MeasureAsync($"an event at {visits} visits", Events, async () =>
            {
                for (int count = 0; count < Events; count++)
                    await ToggleAsync(store, number++);
            });
        }
    }

    /// <summary>Events of many participations, with the feed and without, in turns; then the feed read: all of it, as references alone, and where nothing is new.</summary>
    public static async Task FeedAsync(string connection)
    {
        const int Participations = 256;
        const int Events = 8;
        const int WarmUp = 6;
        const int Rounds = 25;
        const int Looks = 5_000;
        await using ServiceProvider with = Provide(connection);
        await using ServiceProvider without = Provide(connection, services => services.AddSingleton<IParticipationTable>(
            provider => new WithoutFeed(new Lifecycle.Hosting.Sql.ParticipationTable(provider.GetRequiredService<Lifecycle.Hosting.Sql.Database>()))));
        await CreateAsync(with.GetRequiredService<IParticipationStore>(), Participations);
        int turn = 0;
        List<(Cost Without, Cost With)> rounds = [];
        for (int round = -WarmUp; round < Rounds; round++)
        {
            (Cost, Cost) costs = (await RoundAsync(without), await RoundAsync(with));
            if (round >= 0)
                rounds.Add(costs);
        }

        Write("without the feed, median", Cost.Median([.. rounds.Select(round => round.Without)]));
        Write("with the feed, median", Cost.Median([.. rounds.Select(round => round.With)]));
        // Of the rate with the feed to the rate without.
        double[] ratios = [.. rounds.Select(round => round.Without.Elapsed / round.With.Elapsed).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events with the feed to without, median of the ratios of {Rounds} rounds: {ratios[Rounds / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2})"));
        var feed = with.GetRequiredService<IParticipationFeed>();
        FeedPosition end = await feed.EndAsync();
        int entries = await ReadAllAsync(feed, static _ => true);
        for (int round = 0; round < 4; round++)
        {
            await MeasureAsync("an entry read", entries, () => ReadAllAsync(feed, static _ => true));
            await MeasureAsync("an entry passed over", entries, () => ReadAllAsync(feed, static _ => false));
            await MeasureAsync("a look where nothing is new", Looks, async () =>
            {
                for (int count = 0; count < Looks; count++)
                    await feed.ReadAsync(end);
            });
        }

        Task<Cost> RoundAsync(ServiceProvider provider)
        {
            var store = provider.GetRequiredService<IParticipationStore>();
            return CostAsync(Participations * Events, async () =>
            {
                for (int count = 0; count < Events; count++, turn++)
                    await Task.WhenAll(Enumerable.Range(0, Participations).Select(id => ToggleAsync(store, turn, id)));
            });
        }
    }

    /// <summary>Reads the feed in pages of 1,000; how many entries it has.</summary>
    private static async Task<int> ReadAllAsync(IParticipationFeed feed, Func<FeedReference, bool> wanted)
    {
        FeedPosition? position = null;
        int entries = 0;
        while (true)
        {
            FeedPage page = (await feed.ReadAsync(position, 1_000, reference =>
            {
                entries++;
                return wanted(reference);
            })).AsT0;
            if (!page.HasMore)
                return entries;
            position = page.Next;
        }
    }

    /// <summary>One trigger for a programme of 100,000.</summary>
    public static async Task BulkAsync(string connection)
    {
        const int Participations = 100_000;
        await using ServiceProvider provider = Provide(connection);
        var store = provider.GetRequiredService<IParticipationStore>();
        await CreateAsync(store, Participations);
        await MeasureAsync("bulk, all change", Participations, () => FireAsync(store, Trigger.OperatorPaused));
        await MeasureAsync("bulk, all ignored", Participations, () => FireAsync(store, Trigger.OperatorPaused));
        await MeasureAsync("bulk, all rejected", Participations, () => FireAsync(store, Trigger.ConsentGranted));
    }

    /// <summary>100,000 participations fall due at once; then all due times are derived again under other timers.</summary>
    public static async Task SweepAsync(string connection)
    {
        const int Participations = 100_000;
        await using (ServiceProvider provider = Provide(connection))
            await CreateAsync(provider.GetRequiredService<IParticipationStore>(), Participations);
        await using (ServiceProvider provider = Provide(connection, timers: new LifecycleTimers { TelemetrySilence = TimeSpan.FromDays(10_000) }))
        {
            await provider.GetRequiredService<IParticipationUpkeep>().PrepareAsync();
            await MeasureAsync("a due time derived again", Participations, () => provider.GetRequiredService<DeadlineSweep>().RunAsync(default));
        }

        await using ServiceProvider due = Provide(connection, timers: LifecycleTimers.Default);
        await due.GetRequiredService<IParticipationUpkeep>().PrepareAsync();
        await MeasureAsync("derived again and applied", Participations, () => due.GetRequiredService<DeadlineSweep>().RunAsync(default));
    }

    private static Task<BulkResult> FireAsync(IParticipationStore store, Trigger trigger) =>
        store.BulkAsync(new BulkRequest("vpr_1", new ParticipationScope("acc_1", LiveMode: true), trigger, Start));

    private static async Task MeasureAsync(string name, int count, Func<Task> work) => Write(name, await CostAsync(count, work));

    private static void Write(string name, Cost cost) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {cost.Processor,9:F1} us processor {cost.Elapsed,9:F1} us elapsed"));

    private static async Task<Cost> CostAsync(int count, Func<Task> work)
    {
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await work();
        double used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / count;
        return new Cost(used, watch.Elapsed.TotalMicroseconds / count);
    }

    private static ServiceProvider Provide(string connection, Action<IServiceCollection>? replace = null, LifecycleTimers? timers = null)
    {
        var services = new ServiceCollection();
        services.AddParticipations(options =>
        {
            options.UseDatabase(connection);
            options.Timers = timers ?? new LifecycleTimers { TelemetrySilence = null };
        });
        replace?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Participations that are ACTIVE.</summary>
    private static async Task CreateAsync(IParticipationStore store, int count)
    {
        foreach (int[] ids in Enumerable.Range(0, count).Chunk(512))
        {
            await Task.WhenAll(ids.Select(async id =>
            {
                var details = new ParticipationDetails
                {
                    Id = IdOf(id),
                    DeviceId = string.Create(CultureInfo.InvariantCulture, $"dev_{id}"),
                    LocationId = "loc_1",
                    AccountId = "acc_1",
                    LiveMode = true,
                    Programme = new ProgrammeInfo { Id = "vpr_1", DisplayName = "Winter Reserve" },
                };
                Participation requested = Participation.Request(details, MeterAccess.NotRequired, Start);
                await store.CreateAsync(requested);
                await store.ApplyAllAsync(IdOf(id), [.. requested.PathTo(ParticipationState.Active)!.Select(trigger => new TriggerAt(trigger, Start))]);
            }));
        }
    }

    private static async Task ToggleAsync(IParticipationStore store, int turn, int id = 0)
    {
        ChangeResult result = await store.ApplyAsync(IdOf(id), turn % 2 == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, Start.AddMinutes(turn));
        if (result.Value is not AcceptedChange { Outcome: Outcome.Transitioned })
            throw new InvalidOperationException($"{result.Value}");
    }

    private static string IdOf(int id) => string.Create(CultureInfo.InvariantCulture, $"vpp_{id:x24}");
}
