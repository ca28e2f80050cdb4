using System.Buffers;

namespace Vpp.Lifecycle;

/// <summary>The rules of <see cref="Text"/> for text that is UTF-8 still.</summary>
internal static class Utf8Text
{
    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(code => char.IsControl((char)code)).Select(code => (byte)code)]);

    private static readonly SearchValues<byte> ControlBytesButLineEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(code => char.IsControl((char)code) && (char)code is not ('\t' or '\n' or '\r')).Select(code => (byte)code)]);

    /// <summary>Whether well-formed UTF-8 is an identifier.</summary>
    internal static bool IsIdentifier(ReadOnlySpan<byte> utf8) => utf8.Length > 0 && !utf8.ContainsAny(ControlBytes) && !HasLaterControls(utf8);

    /// <summary>Whether well-formed UTF-8 is any other text.</summary>
    internal static bool IsText(ReadOnlySpan<byte> utf8) => !utf8.ContainsAny(ControlBytesButLineEnds) && !HasLaterControls(utf8);

    /// <summary>Whether there is one of U+0080 to U+009F, which UTF-8 begins with the same byte.</summary>
    private static bool HasLaterControls(ReadOnlySpan<byte> utf8)
    {
        const byte First = 0xC2;
        for (int index = utf8.IndexOf(First); index >= 0;)
        {
            if (utf8[index + 1] < 0xA0)
                return true;
            int next = utf8[(index + 1)..].IndexOf(First);
            index = next < 0 ? -1 : index + 1 + next;
        }

        return false;
    }
}
