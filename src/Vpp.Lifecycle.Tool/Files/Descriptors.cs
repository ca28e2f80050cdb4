using Microsoft.Win32.SafeHandles;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>The process's own descriptors, to write bytes to.</summary>
internal static class Descriptors
{
    internal const int StandardInput = 0;
    internal const int StandardOutput = 1;
    internal const int StandardError = 2;

    /// <remarks>
    /// The console's own stream hides that a pipe was closed, and a long run would write into the void to its end. A file stream tells,
    /// but keeps a position of its own in a regular file, which whoever writes to the same file next would overwrite.
    /// </remarks>
    internal static Stream Open(int number)
    {
        if (OperatingSystem.IsWindows() || (number == StandardOutput && !Console.IsOutputRedirected))
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return (number, stream.CanSeek) switch
        {
            (StandardOutput, true) => Console.OpenStandardOutput(),
            (StandardError, true) => Console.OpenStandardError(),
            _ => stream,
        };
    }

    /// <summary>Others write on from where this has come to.</summary>
    internal static void HandOn(Stream stream)
    {
        // Asking for the handle of a file stream moves the system's position to the stream's.
        if (stream is FileStream { CanSeek: true } file)
            _ = file.SafeFileHandle;
    }
}
