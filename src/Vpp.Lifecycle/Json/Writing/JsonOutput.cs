using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>What every writer here needs.</summary>
internal static class JsonOutput
{
    // The writing code is the same for every value and tested: checking its calls again each time would only cost time.
    internal static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true };

    // What a whole participation takes, most of the time: the buffer then need not grow.
    internal const int DocumentLength = 4096;
    private const int MessageLength = 1024;

    internal static byte[] ToUtf8Bytes<T>(T value, Action<Utf8JsonWriter, T> write, int length = MessageLength) => Write(value, write, length).WrittenSpan.ToArray();

    internal static string ToJson<T>(T value, Action<Utf8JsonWriter, T> write, int length = MessageLength) => Encoding.UTF8.GetString(Write(value, write, length).WrittenSpan);

    internal static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText member, long ticks)
    {
        if (ticks == UtcTime.None)
            writer.WriteNull(member);
        else
            writer.WriteString(member, new DateTime(ticks, DateTimeKind.Utc));
    }

    internal static void WriteIfAny(this Utf8JsonWriter writer, JsonEncodedText member, string? text)
    {
        if (text is not null)
            writer.WriteString(member, text);
    }

    internal static void WriteReasons(this Utf8JsonWriter writer, SuspensionReasonSet reasons)
    {
        writer.WriteStartArray(Members.SuspensionReasons);
        writer.WriteItems(reasons);
    }

    internal static void WriteReasonsValue(this Utf8JsonWriter writer, SuspensionReasonSet reasons)
    {
        writer.WriteStartArray();
        writer.WriteItems(reasons);
    }

    private static void WriteItems(this Utf8JsonWriter writer, SuspensionReasonSet reasons)
    {
        for (int number = 0, rest = reasons.Mask; rest != 0; number++, rest >>= 1)
        {
            if ((rest & 1) != 0)
                writer.WriteStringValue(WireText<SuspensionReason>.All[number]);
        }

        writer.WriteEndArray();
    }

    private static ArrayBufferWriter<byte> Write<T>(T value, Action<Utf8JsonWriter, T> write, int length)
    {
        var buffer = new ArrayBufferWriter<byte>(length);
        using var writer = new Utf8JsonWriter(buffer, Options);
        write(writer, value);
        writer.Flush();
        return buffer;
    }
}
