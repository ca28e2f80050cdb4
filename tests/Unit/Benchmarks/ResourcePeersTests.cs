using System.Buffers;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Benchmarks.Peers;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Unit.Json;

namespace Vpp.Lifecycle.Tests.Unit.Benchmarks;

public class ResourcePeersTests
{
    [Fact]
    public void Written_by_hand_a_resource_has_the_same_bytes()
    {
        for (int code = 0; code < Configuration.Count; code++)
        {
            byte[] expected = ParticipationResource.From(EveryConfiguration.At(code), Example.Start).ToUtf8Bytes();
            ResourceDto dto = JsonSerializer.Deserialize(expected, ResourceDtoContext.Default.ResourceDto)!;
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MinimalJsonEncoder.Instance });

            ResourceByHand.Write(writer, dto);
            writer.Flush();

            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(buffer.WrittenSpan));
        }
    }
}
