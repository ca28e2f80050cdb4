using System.IO.Compression;
using ZstdSharp;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>
/// An event log as people have it: plain, or compressed by gzip or Zstandard, told by its content and not by its name. Anything else that is no
/// newline-delimited JSON in UTF-8 is rejected as a whole, with what it is and how to convert it.
/// </summary>
internal sealed class EventLogFile : IDisposable
{
    private const int Beginning = 1 << 16;

    // What is cut off is then an error, not an end.
    static EventLogFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private EventLogFile(Stream lines, long? length)
    {
        Lines = lines;
        Length = length;
    }

    /// <summary>The lines, in UTF-8.</summary>
    internal Stream Lines { get; }

    /// <summary>How many bytes they are; null when nobody knows.</summary>
    internal long? Length { get; }

    /// <summary>A log to be read once from its beginning to its end. Waits for the beginning.</summary>
    /// <param name="stored">The log as it is stored, opened and not yet read.</param>
    /// <param name="target">Where that is.</param>
    /// <exception cref="UnusableException">It cannot be read, or is no such log.</exception>
    internal static EventLogFile Of(Stream stored, TargetFile target)
    {
        long? length = stored.CanSeek && stored.Length > 0 ? stored.Length : null;
        var packed = new PeekedStream(stored, Beginning);
        Stream? unpacked = Unpack(packed);
        PeekedStream lines = unpacked is null ? packed : new PeekedStream(new NamedStream(unpacked, target.Name), Beginning);
        if (LogFormat.Complaint(lines.Beginning, target) is { } complaint)
            throw new UnusableException(complaint);
        return new EventLogFile(lines, unpacked is null ? length : null);
    }

    public void Dispose() => Lines.Dispose();

    private static Stream? Unpack(PeekedStream stored) => stored.Beginning switch
    {
        [0x1F, 0x8B, ..] => new GZipStream(stored, CompressionMode.Decompress),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => new DecompressionStream(stored, leaveOpen: false),
        _ => null,
    };
}
