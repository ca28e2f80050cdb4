using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Vpp.Lifecycle.Benchmarks.Data;
using Vpp.Lifecycle.Benchmarks.Peers;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Benchmarks;

/// <summary>
/// The resource and the snapshot of a participation with ten timeline entries, written and read. Writing is compared with a writer by
/// hand, for the same bytes; reading with the runtime's own serializer, source-generated, into plain classes, which checks nothing.
/// </summary>
[SteadyJob]
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class JsonBenchmarks
{
    private readonly Participation _participation = Given.WithEntries(10);
    private readonly ParticipationResource _resource = ParticipationResource.From(Given.WithEntries(10), Given.Later);
    private readonly byte[] _resourceJson;
    private readonly byte[] _snapshotJson;
    private readonly ResourceDto _dto;
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 14);
    private readonly Utf8JsonWriter _writer;

    public JsonBenchmarks()
    {
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true });
        _resourceJson = _resource.ToUtf8Bytes();
        _snapshotJson = ParticipationSnapshot.From(_participation).ToUtf8Bytes();
        _dto = JsonSerializer.Deserialize(_resourceJson, ResourceDtoContext.Default.ResourceDto)!;
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("write")]
    public long WriteByHand()
    {
        Start();
        ResourceByHand.Write(_writer, _dto);
        return Finish();
    }

    [Benchmark]
    [BenchmarkCategory("write")]
    public long WriteByGeneratedSource()
    {
        Start();
        JsonSerializer.Serialize(_writer, _dto, ResourceDtoContext.Default.ResourceDto);
        return Finish();
    }

    [Benchmark]
    [BenchmarkCategory("write")]
    public long WriteResource()
    {
        Start();
        _resource.WriteTo(_writer);
        return Finish();
    }

    [Benchmark]
    [BenchmarkCategory("write")]
    public long WriteParticipation()
    {
        Start();
        ParticipationResource.Write(_writer, _participation, Given.Later);
        return Finish();
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("read")]
    public ResourceDto ReadByGeneratedSource() => JsonSerializer.Deserialize(_resourceJson, ResourceDtoContext.Default.ResourceDto)!;

    [Benchmark]
    [BenchmarkCategory("read")]
    public ParticipationResource ReadResource() => ParticipationResource.Parse(_resourceJson);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("snapshot")]
    public byte[] WriteSnapshot() => ParticipationSnapshot.From(_participation).ToUtf8Bytes();

    [Benchmark]
    [BenchmarkCategory("snapshot")]
    public Participation ReadSnapshot() => ParticipationSnapshot.Parse(_snapshotJson).ToParticipation();

    private void Start()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
    }

    private long Finish()
    {
        _writer.Flush();
        return _writer.BytesCommitted;
    }
}
