using Microsoft.AspNetCore.WebUtilities;

namespace EnrolmentService.Imports;

/// <summary>A file that can be read twice, so that it is known to be whole before anything of it is done.</summary>
internal static class ImportFile
{
    private const int InMemory = 1 << 20;

    /// <summary>The stream itself where it can be wound back; else one that keeps what was read, from a megabyte on in a temporary file.</summary>
    public static Stream ThatCanBeReadAgain(Stream stream) =>
        stream.CanSeek ? stream : new FileBufferingReadStream(stream, InMemory, bufferLimit: null, Path.GetTempPath());
}
