namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Tells from the beginning of a log what it is, where it is not newline-delimited JSON in UTF-8.</summary>
internal static class LogFormat
{
    private const byte RecordSeparator = 0x1E;

    /// <summary>What the log is and how to convert it, in one line; null where nothing speaks against reading it.</summary>
    internal static string? Complaint(ReadOnlySpan<byte> beginning, TargetFile target)
    {
        if (Packing(beginning) is var (name, unpack))
            return Message(target, $"it is compressed by {name}, and only gzip and Zstandard are read", $"{unpack} FILE");
        if (Encoding(beginning) is { } encoding)
            return Message(target, $"it is text in {encoding}, not in UTF-8", $"iconv -f {encoding} -t UTF-8 FILE");

        ReadOnlySpan<byte> text = beginning.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? beginning[3..] : beginning;
        text = text.TrimStart(" \t\r\n"u8);
        if (text is [RecordSeparator, ..])
            return Message(target, "its events are separated by the character RS (RFC 7464), not by line feeds", @"tr -d '\036' < FILE");
        if (IsArray(text))
            return Message(target, "it is one JSON array, not a JSON object a line", "jq -c '.[]' FILE");
        if (HasCarriageReturnsOnly(text))
            return Message(target, "its lines end with carriage returns, not with line feeds", @"tr '\r' '\n' < FILE");
        return null;
    }

    private static string Message(TargetFile target, string what, string convert) =>
        $"Cannot read {target.Name} as an event log: {what}. Convert it: {convert} | vpp-lifecycle replay -";

    private static (string Name, string Unpack)? Packing(ReadOnlySpan<byte> beginning) => beginning switch
    {
        [(byte)'B', (byte)'Z', (byte)'h', ..] => ("bzip2", "bzip2 -dc"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ("xz", "xz -dc"),
        [0x04, 0x22, 0x4D, 0x18, ..] => ("LZ4", "lz4 -dc"),
        [(byte)'P', (byte)'K', 3, 4, ..] => ("zip", "unzip -p"),
        _ => null,
    };

    private static string? Encoding(ReadOnlySpan<byte> beginning) => beginning switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [(byte)'{', 0, 0, 0, ..] => "UTF-32LE",
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, (byte)'{', ..] => "UTF-32BE",
        [0xFF, 0xFE, ..] or [(byte)'{', 0, ..] => "UTF-16LE",
        [0xFE, 0xFF, ..] or [0, (byte)'{', ..] => "UTF-16BE",
        _ => null,
    };

    /// <summary>Whether the whole text is an array: a line that is one, among others, is that line's fault.</summary>
    private static bool IsArray(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'[', ..])
            return false;
        int lineFeed = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (lineFeed < 0 ? text : text[..lineFeed]).TrimEnd(" \t\r"u8);
        ReadOnlySpan<byte> inside = line[1..].TrimStart(" \t"u8);
        if (inside is not ([] or [(byte)'{', ..]))
            return false;
        ReadOnlySpan<byte> rest = lineFeed < 0 ? [] : text[lineFeed..].Trim(" \t\r\n"u8);
        return line[^1] != ']' || rest.IsEmpty;
    }

    private static bool HasCarriageReturnsOnly(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end > 0 && text[end] == '\r' && !text.Contains((byte)'\n')
            && text[..end].TrimEnd(" \t"u8) is [.., (byte)'}'] && text[end..].TrimStart(" \t\r"u8) is [(byte)'{', ..];
    }
}
