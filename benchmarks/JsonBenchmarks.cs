using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>The resource and the snapshot of a participation with ten timeline entries, written and read.</summary>
[MemoryDiagnoser]
public class JsonBenchmarks
{
    private readonly Participation _participation = Given.WithEntries(10);
    private readonly byte[] _resource = ParticipationResource.From(Given.WithEntries(10), Given.Later).ToUtf8Bytes();
    private readonly byte[] _snapshot = ParticipationSnapshot.From(Given.WithEntries(10)).ToUtf8Bytes();
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    public JsonBenchmarks() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true });

    [Benchmark(Baseline = true)]
    public long WriteResource()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        ParticipationResource.Write(_writer, _participation, Given.Later);
        _writer.Flush();
        return _writer.BytesCommitted;
    }

    [Benchmark]
    public ParticipationResource ReadResource() => ParticipationResource.Parse(_resource);

    [Benchmark]
    public byte[] WriteSnapshot() => ParticipationSnapshot.From(_participation).ToUtf8Bytes();

    [Benchmark]
    public Participation ReadSnapshot() => ParticipationSnapshot.Parse(_snapshot).ToParticipation();
}
