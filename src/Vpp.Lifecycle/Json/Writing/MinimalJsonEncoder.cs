using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Escapes only what JSON requires: quotation mark, reverse solidus and control characters up to U+001F. All other text is written as
/// it is, beyond U+FFFF too, which the runtime's own encoders always escape. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// For documents of their own (<c>application/json</c>, files), not for JSON inside HTML. Set it as the encoder of a serializer that writes
/// resources. Ill-formed text becomes U+FFFD. Source: RFC 8259, section 7.
/// </remarks>
public sealed class MinimalJsonEncoder : JavaScriptEncoder
{
    private const string Escaped = "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Escaped));
    private static readonly SearchValues<char> EscapedChars = SearchValues.Create(Escaped);

    private MinimalJsonEncoder()
    {
    }

    /// <summary>The one encoder.</summary>
    public static MinimalJsonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => @"\u0000".Length;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar < ' ' || unicodeScalar is '"' or '\\';

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        int index = utf8Text.IndexOfAny(EscapedBytes);
        ReadOnlySpan<byte> plain = index < 0 ? utf8Text : utf8Text[..index];
        return IndexOfIllFormed(plain) is var illFormed && illFormed >= 0 ? illFormed : index;
    }

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var all = new ReadOnlySpan<char>(text, textLength);
        int index = all.IndexOfAny(EscapedChars);
        return Text.IndexOfLoneSurrogate(index < 0 ? all : all[..index]) is var lone && lone >= 0 ? lone : index;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var destination = new Span<char>(buffer, bufferLength);
        char shortForm = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        return shortForm != '\0'
            ? destination.TryWrite($"\\{shortForm}", out numberOfCharactersWritten)
            : WillEncode(unicodeScalar)
                ? destination.TryWrite($"\\u{unicodeScalar:X4}", out numberOfCharactersWritten)
                : new Rune(unicodeScalar).TryEncodeToUtf16(destination, out numberOfCharactersWritten);
    }

    private static int IndexOfIllFormed(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8))
            return -1;
        int index = 0;
        while (Rune.DecodeFromUtf8(utf8[index..], out _, out int length) == OperationStatus.Done)
            index += length;
        return index;
    }
}
