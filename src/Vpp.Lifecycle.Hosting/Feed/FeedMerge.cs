using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>
/// Merges one page of the feeds of several databases: by the time of writing, each feed in its own order, and what lies behind a barrier after the other feed's entries that it names. Used once.
/// </summary>
internal sealed class FeedMerge
{
    private const int FewestOfOne = 16;

    private readonly IReadOnlyList<FeedSource> _sources;
    private readonly ParticipationScope? _within;
    private readonly int _limit;
    private readonly Part[] _parts;

    private FeedMerge(IReadOnlyList<FeedSource> sources, ParticipationScope? within, int limit)
    {
        (_sources, _within, _limit) = (sources, within, limit);
        // Of many databases each has a part of a page. Twice that, so that one that is busier than the others seldom ends the page early.
        int ofOne = sources.Count == 1 ? limit : Math.Min(limit, Math.Max(FewestOfOne, 2 * limit / sources.Count));
        _parts = [.. sources.Select(_ => new Part(ofOne + 1))];
    }

    /// <summary>A page after a position.</summary>
    /// <param name="sources">The databases' feeds.</param>
    /// <param name="after">The position; null for from the oldest kept.</param>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="within">Whose participations; null for everyone's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="System.Data.Common.DbException">No database answers; or one does not, where there is only one, or no position says how far it was read.</exception>
    public static async Task<MergedRows> ReadAsync(IReadOnlyList<FeedSource> sources, FeedPosition? after, int limit, ParticipationScope? within, CancellationToken cancellation)
    {
        var merge = new FeedMerge(sources, within, limit);
        await Task.WhenAll(sources.Select((_, index) => merge.FillAsync(index, after?[index], mustAnswer: after is null || sources.Count == 1, cancellation)));
        return after is { } position ? await merge.AfterAsync(position, cancellation) : await merge.MergeAsync(cancellation);
    }

    private async Task<MergedRows> AfterAsync(FeedPosition after, CancellationToken cancellation)
    {
        if (_parts.All(part => part.IsSilent))
        {
            foreach (FeedSource source in _sources)
                source.ThrowIfSilent();
        }

        // A position of more databases is one of another feed.
        bool isKept = after == after.First(_sources.Count);
        FeedPosition oldest = after.First(_sources.Count);
        foreach ((int index, Part part) in _parts.Index())
        {
            if (part.IsSilent)
                part.Mark = after[index];
            isKept &= part.IsKept;
            oldest = oldest.With(index, part.Mark);
        }

        return isKept ? await MergeAsync(cancellation) : new MergedRows(new PositionNotKept(oldest), [], oldest, HasMore: false, IsPartial: false);
    }

    private async Task<MergedRows> MergeAsync(CancellationToken cancellation)
    {
        var next = new FeedPosition([.. _parts.Select(part => part.Mark)]);
        List<PlacedRow> rows = [];
        int taken = 0;
        while (taken < _limit && await PickAsync(cancellation) is { } picked)
        {
            FeedRow row = _parts[picked].Take();
            next = next.With(picked, row.Mark);
            taken++;
            if (row.Barrier is null)
                rows.Add(new PlacedRow(row, next) { Database = picked });
        }

        bool hasMore = _parts.Any(part => part.IsCutOff) || (taken == _limit && await PickAsync(cancellation) is not null);
        return new MergedRows(NotKept: null, rows, next, hasMore, _parts.Any(part => part.IsSilent));
    }

    /// <summary>The number of the part whose next row comes next; null where none can be told now.</summary>
    private async Task<int?> PickAsync(CancellationToken cancellation)
    {
        // What comes next of a part that ends before its feed does is not known, nor then what comes before it.
        if (_parts.Any(part => part.IsCutOff))
            return null;
        int? first = null;
        int? held = null;
        foreach ((int index, Part part) in _parts.Index())
        {
            if (part.Head is not { } head)
                continue;
            bool isFree = head.Barrier is not { } barrier || await IsPassedAsync(index, barrier, cancellation);
            if (isFree && (first is null || head.RecordedAt < _parts[first.Value].Head!.RecordedAt))
                first = index;
            else if (!isFree && (held is null || head.RecordedAt < _parts[held.Value].Head!.RecordedAt))
                held = index;
        }

        // Barriers hold each other up only where a database has lost commits that others know of.
        return first ?? (_parts.Any(part => part.IsSilent || part.IsCutOff) ? null : held);
    }

    /// <summary>Whether the entries of another part that a barrier names have been taken, or are not there any more.</summary>
    private async Task<bool> IsPassedAsync(int index, FeedBarrier barrier, CancellationToken cancellation)
    {
        int other = _sources.Index().Where(each => each.Item.Name == barrier.Source).Select(each => each.Index).DefaultIfEmpty(index).First();
        if (other == index || _parts[other].Mark.Number >= barrier.UpTo)
            return true;
        Part part = _parts[other];
        if (part.IsSilent || part.Head is not null)
            return false;
        // Its end may have been looked at before the barrier was. At an end that was looked at since, nothing that the barrier names is left: the entries are another account's, or were lost.
        if (part.LookedAtFor >= barrier.UpTo)
            return true;
        await FillAsync(other, part.Mark, mustAnswer: _sources.Count == 1, cancellation);
        part.LookedAtFor = barrier.UpTo;
        return part is { IsSilent: false, Head: null };
    }

    private async Task FillAsync(int index, FeedMark? after, bool mustAnswer, CancellationToken cancellation)
    {
        Part part = _parts[index];
        part.Fill(mustAnswer
            ? await _sources[index].ReadAsync(after, part.Size, _within, cancellation)
            : await _sources[index].TryReadAsync(after, part.Size, _within, cancellation));
    }

    /// <summary>The rows of one database's feed that have been read, and how many of them have been taken.</summary>
    private sealed class Part(int size)
    {
        private IReadOnlyList<FeedRow> _rows = [];
        private int _taken;

        public int Size => size;

        /// <summary>The place up to which rows have been taken; the oldest one where the one asked for is not kept.</summary>
        public FeedMark Mark { get; set; }

        public bool IsKept { get; private set; } = true;

        /// <summary>Whether the database does not answer.</summary>
        public bool IsSilent { get; private set; }

        /// <summary>The greatest number of a barrier since which the end was looked at.</summary>
        public long LookedAtFor { get; set; }

        public FeedRow? Head => _taken < _rows.Count ? _rows[_taken] : null;

        /// <summary>Whether all rows have been taken although the feed has more.</summary>
        public bool IsCutOff => Head is null && _rows.Count == size;

        public void Fill(FeedRows? rows)
        {
            IsSilent = rows is null;
            _rows = rows?.Rows ?? [];
            _taken = 0;
            if (rows is not null)
                (Mark, IsKept) = (rows.From, rows.IsKept);
        }

        public FeedRow Take()
        {
            FeedRow row = _rows[_taken++];
            Mark = row.Mark;
            return row;
        }
    }
}
