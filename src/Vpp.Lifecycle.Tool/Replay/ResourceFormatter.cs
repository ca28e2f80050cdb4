using System.Buffers;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Formats pieces of participations on a thread of its own, into two buffers by turns.</summary>
internal sealed class ResourceFormatter
{
    private const int FirstCapacity = 1 << 21;

    private readonly Handover<ArrayBufferWriter<byte>> _filled = new();
    private readonly Handover<ArrayBufferWriter<byte>> _empty = new();
    private readonly DateTimeOffset _asOf;
    private ExceptionDispatchInfo? _failure;

    private ResourceFormatter(DateTimeOffset asOf)
    {
        _asOf = asOf;
        _empty.Put(new ArrayBufferWriter<byte>(FirstCapacity));
        _empty.Put(new ArrayBufferWriter<byte>(FirstCapacity));
    }

    /// <summary>Begins to format.</summary>
    internal static ResourceFormatter Start(IEnumerable<ReadOnlyMemory<Participation>> pieces, DateTimeOffset asOf)
    {
        var formatter = new ResourceFormatter(asOf);
        new Thread(() => formatter.Run(pieces)) { IsBackground = true, Name = "Formatter" }.Start();
        return formatter;
    }

    /// <summary>Waits for the next piece and writes it.</summary>
    internal void CopyNextTo(Stream stream)
    {
        if (!_filled.TryTake(out ArrayBufferWriter<byte>? piece))
        {
            _failure?.Throw();
            throw new UnreachableException("There are no more pieces.");
        }

        stream.Write(piece.WrittenSpan);
        piece.ResetWrittenCount();
        _empty.Put(piece);
    }

    private void Run(IEnumerable<ReadOnlyMemory<Participation>> pieces)
    {
        try
        {
            foreach (ReadOnlyMemory<Participation> piece in pieces)
            {
                if (!_empty.TryTake(out ArrayBufferWriter<byte>? buffer))
                    return;
                ParticipationLines.Write(buffer, piece.Span, _asOf);
                _filled.Put(buffer);
            }
        }
        catch (Exception failure)
        {
            // Thrown again where the pieces are taken.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _filled.Complete();
        }
    }
}
