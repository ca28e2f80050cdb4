using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Host;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Runs;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>
/// Reads the feed page by page, at whichever instance, and remembers all of it. It knows nothing of lost commits: where its position is refused it begins again where it is told to, and otherwise it has
/// missed nothing.
/// </summary>
internal sealed class FeedReader(ModelServer server, Action<Promise, string> report)
{
    private readonly List<Told> _read = [];
    private readonly Dictionary<string, Told> _ofIds = new(StringComparer.Ordinal);
    private FeedPosition? _position;
    private bool _isReading;

    public async Task ReadOnAsync(SimulatedInstance instance, int limit)
    {
        if (_isReading)
            return;
        _isReading = true;
        try
        {
            int losses = server.Losses;
            Task<FeedResult> call = instance.Feed.ReadAsync(_position, limit);
            await Task.WhenAny(call, instance.Killed);
            if (!call.IsCompleted)
                return;
            FeedResult result = await call;
            if (result.TryPickT1(out PositionNotKept? notKept, out FeedPage? page))
            {
                _position = notKept.Oldest;
                _read.Clear();
                return;
            }

            foreach (FeedEntry entry in page.Entries)
                Take(entry);
            // A history that was lost while the page was made of it has none of its entries any more; the next page's position is not kept then.
            if (page.LeftOut > 0 && server.Losses == losses)
                report(Promise.FeedIsComplete, $"{page.LeftOut} entries are left out although every history can be read.");
            _position = page.Next;
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>Whether all that the feed has is what was read, of this history and no other.</summary>
    public void CheckAll(DatabaseState state)
    {
        if (_position is not { } position || _isReading)
            return;
        long from = _read.Count == 0 ? position[0].Number : _read[0].Number - 1;
        Told[] there = [.. state.Feed.Where(row => row.Mark.Number > from && row.Mark.Number <= position[0].Number).Select(row => Told.Of(state, row))];
        if (!there.SequenceEqual(_read))
            report(Promise.FeedIsComplete, $"Up to {position} the feed has {Words(there)}; read were {Words(_read)}.");
    }

    private void Take(FeedEntry entry)
    {
        if (_position is { } last && entry.Position <= last)
            report(Promise.FeedIsComplete, $"The entry {entry.Position} came after {last}.");
        _position = entry.Position;
        var told = new Told(entry.Position[0].Number, entry.Stored.Participation.Id, entry.Sequence, entry.Stored.Version);
        _read.Add(told);
        // Also of what was lost: who drops what it has had by its identifier must not drop another event.
        if (!_ofIds.TryAdd(entry.EventId, told) && _ofIds[entry.EventId] with { Number = told.Number } != told)
            report(Promise.FeedIsComplete, $"{entry.EventId} is {_ofIds[entry.EventId]} and {told}.");
    }

    private static string Words(IEnumerable<Told> entries) => string.Join(", ", entries);

    private sealed record Told(long Number, string Id, long Sequence, ParticipationVersion Write)
    {
        public static Told Of(DatabaseState state, FeedRow row) =>
            new(row.Mark.Number, row.ParticipationId, row.Sequence, state.Find(row.ParticipationId)!.Events[(int)row.Sequence - 1].Version);

        public override string ToString() => FormattableString.Invariant($"{Number}: {Id} {Sequence} of {Write}");
    }
}
