using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EnrolmentService.Http;

/// <summary>Writes the envelope that lists are sent in.</summary>
internal static class JsonList
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="url">The path that the list is requested from.</param>
    /// <param name="hasMore">Whether more lie beyond the page.</param>
    /// <param name="entries">The page.</param>
    /// <param name="write">Writes the members of an entry.</param>
    public static Answer Of<T>(string url, bool hasMore, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "list");
            writer.WriteString("url", url);
            writer.WriteBoolean("has_more", hasMore);
            writer.WriteStartArray("data");
            foreach (T entry in entries)
            {
                writer.WriteStartObject();
                write(writer, entry);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new Answer(StatusCodes.Status200OK, Answer.Json, buffer.WrittenMemory);
    }
}
