namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>
/// The lines of a stream, one after the other, each as long as it likes; memory for the longest one only. A line ends with a line
/// feed, which a carriage return may precede, or with the stream. A byte order mark at the beginning is no part of the first line.
/// Not thread-safe.
/// </summary>
internal sealed class LineReader(Stream stream)
{
    private const int BlockSize = 1 << 20;

    private byte[] _buffer = new byte[BlockSize];
    private int _lineStart;
    private int _filled;
    private bool _hasEnded;
    private long _bytesRead;

    /// <summary>The number of the line last read, from 1.</summary>
    internal long LineNumber { get; private set; }

    /// <summary>How many bytes were taken from the stream. May be read by another thread.</summary>
    internal long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>The next line, without its end; valid until the next call.</summary>
    /// <exception cref="UnusableException">The line is longer than memory can be contiguous.</exception>
    internal bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (_bytesRead == 0)
            SkipByteOrderMark();
        int length = FindLineFeed();
        if (length < 0 && _filled == _lineStart)
        {
            line = default;
            return false;
        }

        LineNumber++;
        bool endsWithStream = length < 0;
        line = _buffer.AsSpan(_lineStart, endsWithStream ? _filled - _lineStart : length);
        _lineStart = endsWithStream ? _filled : _lineStart + length + 1;
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        return true;
    }

    private void SkipByteOrderMark()
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        while (_filled < mark.Length && Fill())
        {
        }

        if (_buffer.AsSpan(0, _filled).StartsWith(mark))
            _lineStart = mark.Length;
    }

    /// <summary>How far the next line feed is from the line's start; negative when there is none before the stream ends.</summary>
    private int FindLineFeed()
    {
        int searched = 0;
        while (true)
        {
            int place = _buffer.AsSpan(_lineStart + searched, _filled - _lineStart - searched).IndexOf((byte)'\n');
            if (place >= 0)
                return searched + place;
            searched = _filled - _lineStart;
            if (!Fill())
                return -1;
        }
    }

    /// <summary>Takes more from the stream, and makes room for it first.</summary>
    private bool Fill()
    {
        if (_hasEnded)
            return false;
        if (_lineStart > 0)
        {
            _buffer.AsSpan(_lineStart, _filled - _lineStart).CopyTo(_buffer);
            _filled -= _lineStart;
            _lineStart = 0;
        }
        else if (_filled == _buffer.Length)
        {
            if (_filled == Array.MaxLength)
                throw new UnusableException($"Line {LineNumber + 1} is longer than {Array.MaxLength} bytes.");
            Array.Resize(ref _buffer, (int)Math.Min(_filled * 2L, Array.MaxLength));
        }

        int count = stream.Read(_buffer.AsSpan(_filled));
        _hasEnded = count == 0;
        _filled += count;
        Volatile.Write(ref _bytesRead, _bytesRead + count);
        return !_hasEnded;
    }
}
