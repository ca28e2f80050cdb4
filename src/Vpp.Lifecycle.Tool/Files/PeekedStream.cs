namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A stream whose beginning can be looked at before it is read. Reading only; not thread-safe.</summary>
internal sealed class PeekedStream : Stream
{
    private readonly Stream _stream;
    private readonly byte[] _beginning;
    private readonly int _count;
    private int _taken;

    /// <param name="stream">The stream, of which nothing was read yet. It is closed with this one.</param>
    /// <param name="length">How much of the beginning to look at, at most.</param>
    internal PeekedStream(Stream stream, int length)
    {
        _stream = stream;
        _beginning = new byte[length];
        _count = stream.ReadAtLeast(_beginning, length, throwOnEndOfStream: false);
    }

    /// <summary>The beginning of what the stream holds.</summary>
    internal ReadOnlySpan<byte> Beginning => _beginning.AsSpan(0, _count);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _count)
            return _stream.Read(buffer);
        int count = Math.Min(buffer.Length, _count - _taken);
        _beginning.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream.Dispose();
        base.Dispose(disposing);
    }
}
