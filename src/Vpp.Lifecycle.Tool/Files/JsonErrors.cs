using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Why a text is not JSON: in the runtime's words, unless those speak of its own settings, and with the place counted from 1.</summary>
internal static class JsonErrors
{
    private static readonly (string Beginning, string Instead)[] Translations =
    [
        ("The input does not contain any JSON tokens.", "There is nothing in it."),
        ("Expected depth to be zero at the end of the JSON payload.", "An object or an array has no end."),
        ("The JSON object contains a trailing comma", "A comma has no member after it."),
        ("The JSON array contains a trailing comma", "A comma has no value after it."),
        ("The maximum configured depth of", "Objects and arrays are nested too deep."),
    ];

    /// <summary>Of one line among others: its number is told elsewhere.</summary>
    internal static string InLine(JsonException malformed) => $"{Words(malformed)} (at byte {malformed.BytePositionInLine + 1})";

    /// <summary>Of a whole text.</summary>
    internal static string InText(JsonException malformed) =>
        $"{Words(malformed)} (line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1})";

    private static string Words(JsonException malformed)
    {
        foreach ((string beginning, string instead) in Translations)
        {
            if (malformed.Message.StartsWith(beginning, StringComparison.Ordinal))
                return instead;
        }

        int end = malformed.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? malformed.Message : malformed.Message[..end];
    }
}
