using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnrolmentService.Http;

namespace EnrolmentService.Endpoints;

/// <summary>A list whose items the library has written.</summary>
internal static class ListAnswer
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="url">Where the list is.</param>
    /// <param name="hasMore">Whether more lie beyond it.</param>
    /// <param name="next">Where to go on; left out where it is null.</param>
    /// <param name="items">The items as JSON.</param>
    public static Answer Of(string url, bool hasMore, string? next, IEnumerable<byte[]> items) => Write(writer =>
    {
        writer.WriteString("object", "list");
        writer.WriteString("url", url);
        writer.WriteBoolean("has_more", hasMore);
        if (next is not null)
            writer.WriteString("next", next);
        WriteItems(writer, "data", items);
    });

    /// <summary>A JSON object as an answer.</summary>
    public static Answer Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return new Answer(StatusCodes.Status200OK, Answer.Json, buffer.WrittenMemory);
    }

    public static void WriteItems(Utf8JsonWriter writer, string member, IEnumerable<byte[]> items)
    {
        writer.WriteStartArray(member);
        foreach (byte[] item in items)
            writer.WriteRawValue(item, skipInputValidation: true);
        writer.WriteEndArray();
    }
}
