using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Orleans.Support;

/// <summary>Clients of all silos that write, read, make and list participations, and remember what they were told.</summary>
internal sealed class ShardLoad(TestCluster cluster)
{
    private const int Writers = 6;
    private const int MostAttempts = 200;

    private static readonly ParticipationScope Mine = new("acc_1", LiveMode: true);

    private readonly ConcurrentQueue<Observation> _seen = [];
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentBag<string> _made = [];
    private string[] _ids = [];
    private long _longest;
    private int _lists;
    private int _again;
    private readonly List<(string Id, long Sequence)> _told = [];
    private FeedPosition? _position;

    private IParticipationStore[] Stores => [.. Enumerable.Range(0, cluster.Cluster.Silos.Count).Select(cluster.Of<IParticipationStore>)];

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_seen.Count} requests acknowledged, {_again} sent again, the longest took {Stopwatch.GetElapsedTime(0, _longest).TotalMilliseconds:0} ms; {_made.Count} made; {_lists} lists");

    public async Task PrepareAsync(int participations) =>
        _ids = [.. await Task.WhenAll(Enumerable.Range(0, participations).Select(async index => (await Stores[index % Stores.Length].ParticipationAsync(cluster.Now, ParticipationState.Active)).Participation.Id))];

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer, stop), CancellationToken.None)), Task.Run(() => ListAsync(stop), CancellationToken.None), Task.Run(() => MakeAsync(stop), CancellationToken.None), Task.Run(() => FollowAsync(stop), CancellationToken.None)]);

    /// <summary>What is wrong with what is stored, by what was told.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(SeveralDatabases host)
    {
        await host.Databases.Directory.ReadAsync(default);
        var recorded = new List<RecordedWrite>();
        var toTell = new HashSet<(string, long)>();
        foreach (string id in (string[])[.. _ids, .. _made])
        {
            if (await host.PlacesAsync(id) is var places && places.Length != 1)
                _faults.Enqueue($"{id} is in {places.Length} databases.");
            foreach (HistoryEntry entry in (await host.Store.HistoryAsync(id, 0, 10_000)).Entries)
            {
                if (entry.Outcome != Outcome.Ignored)
                    toTell.Add((id, entry.Sequence));
                recorded.Add(new RecordedWrite(id, (ParticipationEventJson.Parse(entry.EventJson) as TriggerFired)?.Note, entry.Version.Number));
            }
        }

        // The feed's follower goes on to the end.
        while (await FollowOnceAsync(cluster.Of<IParticipationFeed>(0)))
            continue;
        foreach (IGrouping<string, (string Id, long Sequence)> ofOne in _told.GroupBy(told => told.Id))
        {
            if (!ofOne.Select(told => told.Sequence).Order().SequenceEqual(ofOne.Select(told => told.Sequence)))
                _faults.Enqueue($"The feed told events of {ofOne.Key} out of order: {string.Join(", ", ofOne.Select(told => told.Sequence))}.");
        }

        if (_told.Count != toTell.Count || !toTell.SetEquals(_told))
            _faults.Enqueue($"The feed told {_told.Count} events ({_told.Distinct().Count()} different) of {toTell.Count}; missing: {string.Join(", ", toTell.Except(_told).Take(10))}.");
        CheckSummary check = await host.Get<IParticipationUpkeep>().CheckAsync(fault =>
        {
            _faults.Enqueue(fault.ToString());
            return ValueTask.CompletedTask;
        });
        if (check.Checked != _ids.Length + _made.Count)
            _faults.Enqueue($"{check.Checked} participations are there, {_ids.Length + _made.Count} were made.");
        return [.. _faults, .. ObservedHistory.Faults(_seen, recorded)];
    }

    private async Task WriteAsync(int writer, CancellationToken stop)
    {
        var random = new Random(writer);
        for (int number = 0; !stop.IsCancellationRequested; number++)
        {
            string id = _ids[random.Next(_ids.Length)];
            if (random.Next(4) == 0)
            {
                long began = Stopwatch.GetTimestamp();
                StoredParticipation? found = await RepeatAsync(random, async store => (await store.FindAsync(id)).Stored);
                Observe(id, null, began, found?.Version.Number);
                continue;
            }

            string operation = string.Create(CultureInfo.InvariantCulture, $"w{writer} {number}");
            var write = new ParticipationWrite { Note = operation, Key = random.Next(2) == 0 ? new IdempotencyKey("load", operation, "digest") : null };
            long sent = Stopwatch.GetTimestamp();
            // A write without a key is sent once: of an exception it is not known whether it was done.
            ChangeResult? result = write.Key is null
                ? await OnceAsync(random, store => store.ApplyAsync(id, random.Next(2) == 0 ? Trigger.CustomerPaused : Trigger.CustomerResumed, cluster.Now, write))
                : await RepeatAsync(random, store => store.ApplyAsync(id, Trigger.TelemetryReceived, cluster.Now, write));
            if (result?.Value is Contended)
                continue;
            long? version = result?.Match<long?>(
                accepted => accepted.Outcome == Outcome.Ignored && accepted.Transitions.Count == 0 ? null : accepted.Stored.Version.Number, _ => null, _ => Fault($"{id} was not found."), _ => null,
                repeated => repeated.First.IsT0 ? repeated.First.AsT0.Stored.Version.Number : null, _ => Fault($"{operation} was another's key."), _ => null, _ => Fault($"{id} was unreadable."), _ => null);
            Observe(id, operation, sent, version);
        }
    }

    private async Task MakeAsync(CancellationToken stop)
    {
        var random = new Random(77);
        for (int number = 0; !stop.IsCancellationRequested; number++)
        {
            Participation requested = Given.Requested(Given.NewId(), cluster.Now, programme: "vpr_made", account: "acc_made");
            CreateResult? result = await RepeatAsync(random, store => store.CreateAsync(requested), result => result.Value is not Contended);
            // Repeated after a fault it is told that it is there.
            if (result?.Value is AcceptedChange or IdentifierTaken)
                _made.Add(requested.Id);
            else
                Fault($"{requested.Id} was not made: {result?.Value}");
        }
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var random = new Random(99);
        string[] expected = [.. _ids.Order(StringComparer.Ordinal)];
        while (!stop.IsCancellationRequested)
        {
            IParticipationLists lists = cluster.Of<IParticipationLists>(random.Next(Stores.Length));
            var found = new List<string>();
            var search = new ParticipationSearch(Mine) { Limit = random.Next(5, 40) };
            SearchPage page;
            do
            {
                page = (await lists.SearchAsync(search, CancellationToken.None)).AsT0;
                found.AddRange(page.Items.Select(item => item.Participation.Id));
                search = search with { StartingAfter = page.LastCursor };
            }
            while (page.HasMore);

            _lists++;
            if (!found.Order(StringComparer.Ordinal).SequenceEqual(expected))
                Fault($"A list misses {string.Join(", ", expected.Except(found))} and has {found.Count - found.Distinct().Count()} twice.");
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        var random = new Random(55);
        while (!stop.IsCancellationRequested)
        {
            if (!await FollowOnceAsync(cluster.Of<IParticipationFeed>(random.Next(Stores.Length))))
                await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <returns>Whether there was anything.</returns>
    private async Task<bool> FollowOnceAsync(IParticipationFeed feed)
    {
        FeedResult result = await feed.ReadAsync(_position ?? FeedPosition.Start, 500);
        if (!result.TryPickT0(out FeedPage page, out _))
        {
            _faults.Enqueue("A position of the feed is not kept.");
            return false;
        }

        if (page.LeftOut > 0)
            _faults.Enqueue($"The feed left out {page.LeftOut} entries.");
        _told.AddRange(page.Entries.Select(entry => (entry.Stored.Participation.Id, entry.Sequence)));
        bool isAny = page.Entries.Count > 0 || page.HasMore;
        _position = page.Next;
        return isAny;
    }

    private void Observe(string id, string? operation, long began, long? version)
    {
        long ended = Stopwatch.GetTimestamp();
        InterlockedMax(ref _longest, ended - began);
        _seen.Enqueue(new Observation(id, operation, began, ended, version));
    }

    private long? Fault(string fault)
    {
        _faults.Enqueue(fault);
        return null;
    }

    private async Task<T?> OnceAsync<T>(Random random, Func<IParticipationStore, Task<T>> call)
    {
        try
        {
            return await call(Stores[random.Next(Stores.Length)]);
        }
        catch (DbException fault)
        {
            Fault($"A request failed: {fault.Message}");
            return default;
        }
    }

    private async Task<T?> RepeatAsync<T>(Random random, Func<IParticipationStore, Task<T>> call, Func<T, bool>? isDone = null)
    {
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            try
            {
                T result = await call(Stores[random.Next(Stores.Length)]);
                if (isDone?.Invoke(result) != false)
                    return result;
            }
            catch (DbException fault) when (attempt < MostAttempts)
            {
                _faults.Enqueue($"A request failed: {fault.Message}");
            }

            Interlocked.Increment(ref _again);
            await Task.Delay(20);
        }

        return default;
    }

    private static void InterlockedMax(ref long place, long value)
    {
        long known;
        while ((known = Interlocked.Read(ref place)) < value && Interlocked.CompareExchange(ref place, value, known) != known)
        {
            // Another was faster.
        }
    }
}
