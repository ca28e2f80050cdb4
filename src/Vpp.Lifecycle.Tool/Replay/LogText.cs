using System.Buffers;
using System.Text;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>What is no part of the event in a line: byte order marks, white space, and what is left where a file system lost the content.</summary>
internal static class LogText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Takes off what comes before the event: the marks of files that were joined, and a carriage return at the end.</summary>
    /// <returns>False when the line is blank.</returns>
    internal static bool TryTrim(ref ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        if (line is [(byte)'{', ..])
            return true;
        while (line.StartsWith(ByteOrderMark))
            line = line[ByteOrderMark.Length..];
        return !IsBlank(line);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out Rune rune, out int length) != OperationStatus.Done || (!Rune.IsWhiteSpace(rune) && rune.Value != 0))
                return false;
            text = text[length..];
        }

        return true;
    }
}
