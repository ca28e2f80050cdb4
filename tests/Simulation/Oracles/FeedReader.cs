using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Simulation.Host;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Runs;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>Reads the feed page by page, at whichever instance, and remembers all of it. Where its position is refused it begins again where it is told to.</summary>
internal sealed class FeedReader(Action<Promise, string> report)
{
    private readonly List<(long Position, string Id, long Sequence, ParticipationVersion Write)> _read = [];
    private FeedPosition? _position;
    private bool _isReading;

    public async Task ReadOnAsync(SimulatedInstance instance, int limit)
    {
        if (_isReading)
            return;
        _isReading = true;
        try
        {
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
            {
                if (_position is { } last && entry.Position <= last)
                    report(Promise.FeedIsComplete, $"The entry {entry.Position} came after {last}.");
                _position = entry.Position;
                _read.Add((entry.Position.Value, entry.Stored.Participation.Id, entry.Sequence, entry.Stored.Version));
            }

            if (page.LeftOut > 0)
                report(Promise.FeedIsComplete, $"{page.LeftOut} entries are left out although every history can be read.");
            _position = page.Next;
        }
        finally
        {
            _isReading = false;
        }
    }

    /// <summary>The database has lost commits.</summary>
    public void Lost()
    {
        _position = null;
        _read.Clear();
    }

    /// <summary>Whether all that the feed has is what was read, of this history and no other.</summary>
    public void CheckAll(DatabaseState state)
    {
        if (_position is not { } position || _isReading)
            return;
        long from = _read.Count == 0 ? position.Value : _read[0].Position - 1;
        (long, string, long, ParticipationVersion)[] there =
        [
            .. state.Feed.Where(row => row.Position > from && row.Position <= position.Value)
                .Select(row => (row.Position, row.ParticipationId, row.Sequence, state.Find(row.ParticipationId)!.Events[(int)row.Sequence - 1].Version)),
        ];
        if (!there.SequenceEqual(_read))
            report(Promise.FeedIsComplete, $"Up to {position} the feed has {Words(there)}; read were {Words(_read)}.");
    }

    private static string Words(IEnumerable<(long Position, string Id, long Sequence, ParticipationVersion Write)> entries) =>
        string.Join(", ", entries.Select(entry => FormattableString.Invariant($"{entry.Position}: {entry.Id} {entry.Sequence} of {entry.Write}")));
}
