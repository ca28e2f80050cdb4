using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>The process's own descriptors.</summary>
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

    /// <summary>
    /// Whether nobody opened standard input, and the runtime got its number for a pipe of its own. Where the system does not tell: false.
    /// </summary>
    /// <remarks>The other end of a pipe from somebody else is not in this process; if it were, the pipe would never end.</remarks>
    internal static bool IsStandardInputClosed()
    {
        if (!OperatingSystem.IsLinux() || Behind(StandardInput) is not { } pipe || !pipe.StartsWith("pipe:", StringComparison.Ordinal))
            return false;
        return Directory.GetFiles("/proc/self/fd")
            .Select(name => int.Parse(Path.GetFileName(name), CultureInfo.InvariantCulture))
            .Any(number => Behind(number) == pipe && IsForWritingOnly(number));
    }

    /// <summary>What a descriptor was opened for: a file's path, or what the system calls a thing that has none. Null where it does not tell.</summary>
    internal static string? Behind(int number) => new FileInfo($"/proc/self/fd/{number}").LinkTarget;

    private static bool IsForWritingOnly(int number) =>
        File.ReadLines($"/proc/self/fdinfo/{number}").Any(line => line.StartsWith("flags:", StringComparison.Ordinal) && line.EndsWith('1'));

    /// <summary>Others write on from where this has come to.</summary>
    internal static void HandOn(Stream stream)
    {
        // Asking for the handle of a file stream moves the system's position to the stream's.
        if (stream is FileStream { CanSeek: true } file)
            _ = file.SafeFileHandle;
    }
}
