using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>Spoils documents, one to four times each, in every way that a wire, a disk, a bug or an enemy does.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1e999", "-1e-999", "0.1", "99999999999999999999999999999999999999", new string('9', 5000), "-0", "[]", "{}", "[[]]", "[null]", "\"\"",
            "\"x\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"ACTIVE\"", "\"SUSPENDED\"", "\"AWAITING_CUSTOMER_CONSENT\"", "\"COMPLETE\"", "\"PENDING\"",
            "\"2026-03-01T09:30:00Z\"", "\"0001-01-01T00:00:00+23:59\"", "\"9999-12-31T23:59:60Z\"", "\"2026-03-01T09:30:00.12345678Z\"", "\"00:00:00\"", "\"10675199.02:48:05.4775807\"",
            "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"id\":\"x\"}", "[\"OPERATOR_REQUEST\"]", "[\"OPERATOR_REQUEST\",\"OPERATOR_REQUEST\"]", "NaN", "Infinity", "01", "+1", "'x'", "//", "/**/", ",", ":", "\\",
            string.Concat(Enumerable.Repeat("[", 70)), string.Concat(Enumerable.Repeat("{\"a\":", 70)), string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60)),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF], [0x00], [0x7F], [(byte)'"', 0xC3, (byte)'"'], [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
    ];

    private readonly Random _random = new(seed);

    internal byte[] Spoil(byte[] document, byte[] other)
    {
        byte[] spoilt = document;
        for (int times = 1 + _random.Next(4); times > 0; times--)
            spoilt = SpoilOnce(spoilt, other);
        return spoilt;
    }

    private byte[] SpoilOnce(byte[] document, byte[] other)
    {
        if (document.Length == 0)
            return other;
        switch (_random.Next(9))
        {
            case 0: return FlipBit(document);
            case 1: return document[.._random.Next(document.Length)];
            case 2: return Insert(document, _random.Next(document.Length + 1), Any(Values));
            case 3: return Replace(document, Token(document, isName: false), Any(Values));
            case 4: return Replace(document, Token(document, isName: true), Slice(document, Token(document, isName: true)));
            case 5: return Replace(document, Token(document, isName: false), Slice(other, Token(other, isName: false)));
            case 6: return Duplicate(document);
            case 7: return Replace(document, Piece(document), []);
            default: return Insert(document, _random.Next(document.Length + 1), Slice(other, Piece(other)));
        }
    }

    private byte[] FlipBit(byte[] document)
    {
        byte[] flipped = [.. document];
        flipped[_random.Next(flipped.Length)] ^= (byte)(1 << _random.Next(8));
        return flipped;
    }

    /// <summary>Gives a member twice: its name and value again, right after it or at the start of the document.</summary>
    private byte[] Duplicate(byte[] document)
    {
        Range name = Token(document, isName: true);
        (int start, int length) = name.GetOffsetAndLength(document.Length);
        byte[] value = _random.Next(2) == 0 ? Any(Values) : Slice(document, Token(document, isName: false));
        byte[] member = [.. document.AsSpan(start, length), (byte)':', .. value, (byte)','];
        return Insert(document, _random.Next(2) == 0 ? start : Math.Min(1, document.Length), member);
    }

    /// <summary>A name, or a value that is no container; somewhere where the document has none.</summary>
    private Range Token(byte[] document, bool isName)
    {
        var tokens = new List<Range>();
        var reader = new Utf8JsonReader(document);
        try
        {
            while (reader.Read())
            {
                bool isWanted = isName
                    ? reader.TokenType == JsonTokenType.PropertyName
                    : reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
                if (isWanted)
                    tokens.Add((int)reader.TokenStartIndex..End(reader));
            }
        }
        catch (JsonException)
        {
            // Spoilt before: what was found up to there will do.
        }

        return tokens.Count == 0 ? Piece(document) : tokens[_random.Next(tokens.Count)];
    }

    private static int End(in Utf8JsonReader reader)
    {
        int quotes = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
        return (int)reader.TokenStartIndex + reader.ValueSpan.Length + quotes;
    }

    private Range Piece(byte[] document)
    {
        int start = _random.Next(document.Length + 1);
        return start..Math.Min(document.Length, start + _random.Next(40));
    }

    private byte[] Any(byte[][] values) => values[_random.Next(values.Length)];

    private static byte[] Slice(byte[] document, Range range) => document[range];

    private static byte[] Insert(byte[] document, int index, byte[] what) => [.. document.AsSpan(0, index), .. what, .. document.AsSpan(index)];

    private static byte[] Replace(byte[] document, Range range, byte[] by)
    {
        (int start, int length) = range.GetOffsetAndLength(document.Length);
        return [.. document.AsSpan(0, start), .. by, .. document.AsSpan(start + length)];
    }
}
