using System.Buffers;
using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Writes newline-delimited JSON to a stream, in large pieces. Not thread-safe.</summary>
internal sealed class JsonLinesFile : IDisposable
{
    private const int PieceSize = 1 << 16;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _piece = new(2 * PieceSize);
    private readonly JsonLines _lines;

    internal JsonLinesFile(Stream stream)
    {
        _stream = stream;
        _lines = new JsonLines(_piece);
    }

    /// <summary>Writes the line's one value.</summary>
    internal Utf8JsonWriter Writer => _lines.Writer;

    /// <summary>The value is written: the line ends.</summary>
    internal void EndLine()
    {
        _lines.EndLine();
        FlushWhenLarge();
    }

    /// <summary>Writes a line as it is.</summary>
    /// <param name="line">Its bytes, without the newline.</param>
    internal void WriteLine(ReadOnlySpan<byte> line)
    {
        _lines.WriteLine(line);
        FlushWhenLarge();
    }

    /// <summary>Hands on all that was written.</summary>
    internal void Flush()
    {
        _stream.Write(_piece.WrittenSpan);
        _piece.ResetWrittenCount();
    }

    /// <summary>Frees the writer; what was not flushed is lost.</summary>
    public void Dispose() => _lines.Dispose();

    private void FlushWhenLarge()
    {
        if (_piece.WrittenCount >= PieceSize)
            Flush();
    }
}
