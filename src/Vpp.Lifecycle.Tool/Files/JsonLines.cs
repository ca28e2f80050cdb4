using System.Buffers;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Writes newline-delimited JSON in large pieces. Only what JSON itself requires is escaped. Not thread-safe.</summary>
internal sealed class JsonLines : IDisposable
{
    private const int PieceSize = 1 << 16;

    // What is written is fixed by the code and tested: checking each call again would only cost time.
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true };

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _piece = new(2 * PieceSize);

    internal JsonLines(Stream stream)
    {
        _stream = stream;
        Writer = new Utf8JsonWriter(_piece, Options);
    }

    /// <summary>Writes the line's one value.</summary>
    internal Utf8JsonWriter Writer { get; }

    /// <summary>How many bytes were written, whole lines.</summary>
    internal long Length { get; private set; }

    /// <summary>The value is written: the line ends.</summary>
    internal void EndLine()
    {
        Writer.Flush();
        Writer.Reset();
        _piece.Write("\n"u8);
        if (_piece.WrittenCount >= PieceSize)
            Flush();
    }

    /// <summary>Writes a line as it is.</summary>
    /// <param name="line">Its bytes, without the newline.</param>
    internal void WriteLine(ReadOnlySpan<byte> line)
    {
        _piece.Write(line);
        EndLine();
    }

    /// <summary>Hands on all that was written.</summary>
    internal void Flush()
    {
        _stream.Write(_piece.WrittenSpan);
        Length += _piece.WrittenCount;
        _piece.ResetWrittenCount();
    }

    /// <summary>Frees the buffers; what was not flushed is lost.</summary>
    public void Dispose() => Writer.Dispose();
}
