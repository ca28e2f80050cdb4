namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A stream whose failures name the file; that nobody reads any more is told as it is (<see cref="ClosedPipe"/>).</summary>
internal sealed class NamedStream(Stream stream, string name) : Stream
{
    public override bool CanRead => stream.CanRead;

    public override bool CanSeek => stream.CanSeek;

    public override bool CanWrite => stream.CanWrite;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override void Flush() => stream.Flush();

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    public override void SetLength(long value) => stream.SetLength(value);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (Exception failure) when (FileErrors.IsCauseOf(failure))
        {
            throw FileErrors.Reading(name, failure);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (Exception failure) when (FileErrors.IsCauseOf(failure) && !ClosedPipe.IsCauseOf(failure))
        {
            throw FileErrors.Writing(name, failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
