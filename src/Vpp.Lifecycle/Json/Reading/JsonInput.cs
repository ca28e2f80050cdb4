using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Lets a reader loose on a document, and nothing but the documented exception out.</summary>
internal static class JsonInput
{
    // Strict: text that UTF-8 cannot say is an error, not a question mark.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static T Parse<T>(string json, ReadValue<T> read) => Parse(ToUtf8(json), read);

    /// <summary>A document's bytes.</summary>
    internal static byte[] ToUtf8(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return Utf8.GetBytes(json);
        }
        catch (EncoderFallbackException)
        {
            throw new LifecycleJsonException(LifecycleJsonError.MalformedJson, "The text is ill-formed: it has a lone surrogate.", "$", value: null, allowed: null);
        }
    }

    /// <summary>A whole document.</summary>
    internal static T Parse<T>(ReadOnlySpan<byte> utf8Json, ReadValue<T> read)
    {
        var cursor = new JsonCursor(new Utf8JsonReader(utf8Json), isPart: false);
        try
        {
            cursor.Start();
            T value = read(ref cursor);
            cursor.End();
            return value;
        }
        catch (LifecycleJsonException error) when (error.Error != LifecycleJsonError.MalformedJson)
        {
            // A brace too many looks like a member too few: where the text is not JSON, that is what is wrong with it.
            RequireJson(utf8Json);
            throw;
        }
        catch (JsonException inner) when (inner is not LifecycleJsonException)
        {
            throw NotJson(cursor.Path, inner);
        }
    }

    /// <summary>A value that a host's serializer has come to.</summary>
    internal static T Read<T>(ref Utf8JsonReader reader, ReadValue<T> read)
    {
        var cursor = new JsonCursor(reader, isPart: true);
        try
        {
            T value = read(ref cursor);
            reader = cursor.Reader;
            return value;
        }
        catch (JsonException inner) when (inner is not LifecycleJsonException)
        {
            throw NotJson(cursor.Path, inner);
        }
    }

    /// <summary>The bytes of a value that a host's serializer has come to; the reader is then at the value's end.</summary>
    internal static byte[] TakeValue(ref Utf8JsonReader reader)
    {
        try
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
#if NET9_0_OR_GREATER
            return System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray();
#else
            return Utf8.GetBytes(document.RootElement.GetRawText());
#endif
        }
        catch (InvalidOperationException)
        {
            throw new LifecycleJsonException(LifecycleJsonError.MalformedJson, "The text is ill-formed: it has bad UTF-8.", path: null, value: null, allowed: null);
        }
        catch (JsonException inner)
        {
            throw NotJson(path: null, inner);
        }
    }

    private static void RequireJson(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            while (reader.Read())
                reader.Skip();
        }
        catch (JsonException inner)
        {
            throw NotJson("$", inner);
        }
    }

    private static LifecycleJsonException NotJson(string? path, JsonException inner) =>
        new(LifecycleJsonError.MalformedJson, $"The text is not JSON. {inner.Message}", path, value: null, allowed: null, inner);
}
