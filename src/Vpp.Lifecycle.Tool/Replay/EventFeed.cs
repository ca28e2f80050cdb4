using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// Reads a log on a thread of its own, ahead of whoever applies it. Few batches go round and round, so that neither gets far ahead and
/// nothing is kept per event.
/// </summary>
internal sealed class EventFeed
{
    private const int Batches = 8;

    private readonly Handover<FeedBatch> _filled = new();
    private readonly Handover<FeedBatch> _empty = new();
    private readonly LineReader _lines;
    private readonly EventReader _events = new();
    private FeedBatch _current;
    private ExceptionDispatchInfo? _failure;

    private EventFeed(Stream log)
    {
        _lines = new LineReader(log);
        for (int number = 1; number < Batches; number++)
            _empty.Put(new FeedBatch());
        _current = new FeedBatch();
    }

    /// <summary>Begins to read.</summary>
    internal static EventFeed Start(Stream log)
    {
        var feed = new EventFeed(log);
        new Thread(feed.Run) { IsBackground = true, Name = "Event feed" }.Start();
        return feed;
    }

    /// <summary>The batches in the order of the log, once; each is cleared and used again after its turn.</summary>
    internal IEnumerable<FeedBatch> Receive()
    {
        while (_filled.TryTake(out FeedBatch? batch))
        {
            yield return batch;
            batch.Clear();
            _empty.Put(batch);
        }

        _failure?.Throw();
    }

    private void Run()
    {
        try
        {
            while (_lines.TryRead(out ReadOnlySpan<byte> line))
            {
                if (line.ContainsAnyExcept(" \t\r"u8))
                    Add(_events.Read(line));
            }

            Send();
        }
        catch (Exception failure)
        {
            // Thrown again where the batches are received.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _filled.Complete();
        }
    }

    private void Add(in EventLine line)
    {
        object? content = (object?)line.Refusal ?? line.Request;
        _current.Add(new FeedItem(_lines.LineNumber, line.Trigger, line.OccurredAt.Ticks, content), line.ParticipationId);
        if (_current.IsFull)
            Send();
    }

    private void Send()
    {
        _current.BytesRead = _lines.BytesRead;
        _filled.Put(_current);
        _current = _empty.TryTake(out FeedBatch? empty) ? empty : throw new UnreachableException("Empty batches always come back.");
    }
}
