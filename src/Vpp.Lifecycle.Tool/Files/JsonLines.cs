using System.Buffers;
using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Writes newline-delimited JSON into memory. Only what JSON itself requires is escaped. Not thread-safe.</summary>
internal sealed class JsonLines : IDisposable
{
    // What is written is fixed by the code and tested: checking each call again would only cost time.
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true };

    private readonly IBufferWriter<byte> _buffer;

    internal JsonLines(IBufferWriter<byte> buffer)
    {
        _buffer = buffer;
        Writer = new Utf8JsonWriter(buffer, Options);
    }

    /// <summary>Writes the line's one value.</summary>
    internal Utf8JsonWriter Writer { get; }

    /// <summary>The value is written: the line ends.</summary>
    internal void EndLine()
    {
        Writer.Flush();
        Writer.Reset();
        _buffer.Write("\n"u8);
    }

    /// <summary>Writes a line as it is.</summary>
    /// <param name="line">Its bytes, without the newline.</param>
    internal void WriteLine(ReadOnlySpan<byte> line)
    {
        _buffer.Write(line);
        EndLine();
    }

    /// <summary>Frees the writer; the lines are in the buffer.</summary>
    public void Dispose() => Writer.Dispose();
}
