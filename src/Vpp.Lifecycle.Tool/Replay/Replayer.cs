using System.Text;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Applies a log to participations, in the log's order, and counts. Memory grows with the participations and their visits, not with the
/// events. Not thread-safe.
/// </summary>
internal sealed class Replayer(RejectedLines? rejected)
{
    // A processor waits for many places in memory at once, as long as none of them tells where the next one is: looking up a group takes
    // little longer than looking up one of it. Measured on 11 M events of 1 M participations: groups of 64 against single events.
    private const int AtOnce = 64;

    private static readonly string RequestName = ParticipationState.EnrolmentRequested.ToWireName();

    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _rejections = new long[Enum.GetValues<LineRejectionCode>().Length];
    private long _latest;
    private long _linesBefore;

    /// <summary>The participations as they stand, in the order of their requests.</summary>
    internal Ledger Participations { get; } = new();

    /// <summary>The latest time of an event that was applied.</summary>
    internal DateTimeOffset LatestTime => new(_latest, TimeSpan.Zero);

    /// <summary>Lines applied or rejected.</summary>
    internal long EventCount { get; private set; }

    internal long RejectedCount => _rejections.Sum();

    internal long CountOf(Outcome outcome) => _outcomes[(int)outcome];

    internal long CountOf(LineRejectionCode code) => _rejections[(int)code];

    /// <summary>Reads a log on all processors, and applies it.</summary>
    /// <param name="lines">The log.</param>
    /// <param name="applied">Called after each block that was applied.</param>
    internal void Apply(Stream lines, Action<LogBlock> applied)
    {
        var blocks = new LogBlocks(lines);
        OrderedWork.Run(blocks.All(), Read, Take);

        static LogBlock Read(LogBlock block)
        {
            block.Read();
            return block;
        }

        void Take(LogBlock block)
        {
            Apply(block);
            applied(block);
            blocks.GiveBack(block);
        }
    }

    /// <summary>Applies a block that was read, after all blocks before it.</summary>
    internal void Apply(LogBlock block)
    {
        Span<int> found = stackalloc int[AtOnce];
        ReadOnlySpan<LoggedEvent> rest = block.Events;
        EventCount += rest.Length;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<LoggedEvent> group = rest[..Math.Min(AtOnce, rest.Length)];
            rest = rest[group.Length..];
            Participations.Find(group, block, found[..group.Length]);
            for (int index = 0; index < group.Length; index++)
                Apply(block, group[index], found[index]);
        }

        _linesBefore += block.Lines;
    }

    private void Apply(LogBlock block, in LoggedEvent item, int row)
    {
        ReadOnlySpan<byte> id = block.TextAt(item.Id);

        // What was not there may have come since, or be behind another with the same hash.
        if (row == RowIndex.NotFound)
            row = Participations.Find(item.Hash, id);
        long line = _linesBefore + item.Line;
        switch (item.Kind)
        {
            case EventKind.Fired when row != RowIndex.NotFound:
                Fire(item, row, line, id);
                break;
            case EventKind.Fired:
                Reject(line, LineRejectionCode.UnknownParticipation, "The participation was not requested before.", id, item.Trigger.ToWireName(), row);
                break;
            case EventKind.Requested when row != RowIndex.NotFound:
                Reject(line, LineRejectionCode.DuplicateRequest, "The participation was requested before.", id, RequestName, row);
                break;
            case EventKind.Requested:
                Participations.Request(block.RequestOf(item), item.Hash, item.OccurredAt);
                _latest = Math.Max(_latest, item.OccurredAt);
                break;
            default:
                Reject(line, block.RejectionOf(item), row);
                break;
        }
    }

    private void Fire(in LoggedEvent fired, int row, long line, ReadOnlySpan<byte> id)
    {
        Outcome outcome = Participations.Fire(row, fired.Trigger, fired.OccurredAt, fired.IsStale);
        _outcomes[(int)outcome]++;
        if (outcome != Outcome.Rejected)
        {
            _latest = Math.Max(_latest, fired.OccurredAt);
            return;
        }

        _rejections[(int)LineRejectionCode.NotPermitted]++;
        rejected?.WriteNotPermitted(line, Encoding.UTF8.GetString(id), Participations.ConfigurationOf(row), fired.Trigger);
    }

    private void Reject(long line, LineRejectionCode code, string message, ReadOnlySpan<byte> id, string name, int row) =>
        Reject(line, new LineRejection(code, message, rejected is null ? null : Encoding.UTF8.GetString(id), name), row);

    private void Reject(long line, LineRejection rejection, int row)
    {
        _rejections[(int)rejection.Code]++;
        rejected?.Write(line, rejection, row == RowIndex.NotFound ? null : Participations.ConfigurationOf(row).State);
    }
}
