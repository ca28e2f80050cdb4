using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// A piece of a log that ends where a line ends, and what its lines say once they are read. Blocks are read side by side, each by one
/// thread, and used over and over.
/// </summary>
internal sealed class LogBlock
{
    // Another one in each process, so that no log can be made whose identifiers collide.
    private static readonly long Seed = Random.Shared.NextInt64();

    private readonly EventReader _reader = new();
    private readonly ArrayBufferWriter<byte> _rewritten = new();
    private readonly List<PackedRequest> _requests = [];
    private readonly List<LineRejection> _rejections = [];
    private readonly List<LoggedEvent> _events = [];

    /// <summary>Room for the lines; of these bytes the first <see cref="Length"/> are of the block.</summary>
    internal byte[] Bytes { get; set; } = [];

    internal int Length { get; set; }

    /// <summary>Whether the block stands for one line that is too long, of which nothing was kept.</summary>
    internal bool IsLineTooLong { get; set; }

    /// <summary>How much of the log was taken, this block included.</summary>
    internal long BytesRead { get; set; }

    /// <summary>How many lines the block has, blank ones too.</summary>
    internal int Lines { get; private set; }

    /// <summary>The lines that are not blank.</summary>
    internal ReadOnlySpan<LoggedEvent> Events => CollectionsMarshal.AsSpan(_events);

    internal ReadOnlySpan<byte> TextAt(TextRange range) => range.Start < Length
        ? Bytes.AsSpan(range.Start, range.Length)
        : _rewritten.WrittenSpan.Slice(range.Start - Length, range.Length);

    internal LoggedRequest RequestOf(in LoggedEvent request)
    {
        PackedRequest packed = _requests[request.Number];
        return new LoggedRequest(TextAt(packed.Details), TextAt(packed.Terms), packed.HashOfTerms, packed.MeterAccess);
    }

    internal LineRejection RejectionOf(in LoggedEvent rejected) => _rejections[rejected.Number];

    /// <summary>Reads the lines.</summary>
    internal void Read()
    {
        Clear();
        if (IsLineTooLong)
        {
            Lines = 1;
            Reject(LineRejections.TooLong, hash: 0, id: default);
            return;
        }

        ReadOnlySpan<byte> rest = Bytes.AsSpan(0, Length);
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? rest : rest[..length];
            rest = length < 0 ? [] : rest[(length + 1)..];
            Lines++;
            if (!LogText.TryTrim(ref line))
                continue;
            Add(_reader.ReadLine(line));
        }
    }

    private void Clear()
    {
        Lines = 0;
        _rewritten.ResetWrittenCount();
        _requests.Clear();
        _rejections.Clear();
        _events.Clear();
    }

    private void Add(in EventText text)
    {
        uint hash = HashOf(text.ParticipationId);
        switch (text.Kind)
        {
            case EventKind.Fired:
                _events.Add(new LoggedEvent(text.Kind, text.Trigger, text.IsStale, Lines, hash, text.OccurredAt, RangeOf(text.ParticipationId), Number: 0));
                break;
            case EventKind.Requested:
                _events.Add(new LoggedEvent(text.Kind, default, IsStale: false, Lines, hash, text.OccurredAt, RangeOf(text.ParticipationId), _requests.Count));
                Pack(text);
                break;
            default:
                Reject(LineRejections.Of(text), hash, RangeOf(text.ParticipationId));
                break;
        }
    }

    private void Reject(LineRejection rejection, uint hash, TextRange id)
    {
        _events.Add(new LoggedEvent(EventKind.None, default, IsStale: false, Lines, hash, OccurredAt: 0, id, _rejections.Count));
        _rejections.Add(rejection);
    }

    private void Pack(in EventText request)
    {
        int start = _rewritten.WrittenCount;
        Details.PackOwn(_rewritten, request);
        int middle = _rewritten.WrittenCount;
        Details.PackTerms(_rewritten, request);
        _requests.Add(new PackedRequest(
            new TextRange(Length + start, middle - start), new TextRange(Length + middle, _rewritten.WrittenCount - middle),
            HashOf(_rewritten.WrittenSpan[middle..]), request.MeterAccess));
    }

    /// <summary>Where in the block a text is, which is copied where it was written with escapes.</summary>
    private TextRange RangeOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return default;
        if (Bytes.AsSpan(0, Length).Overlaps(text, out int start))
            return new TextRange(start, text.Length);
        int end = _rewritten.WrittenCount;
        _rewritten.Write(text);
        return new TextRange(Length + end, text.Length);
    }

    private static uint HashOf(ReadOnlySpan<byte> bytes) => (uint)XxHash3.HashToUInt64(bytes, Seed);

    private readonly record struct PackedRequest(TextRange Details, TextRange Terms, uint HashOfTerms, MeterAccess MeterAccess);
}
