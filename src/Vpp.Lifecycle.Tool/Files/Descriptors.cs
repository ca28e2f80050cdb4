using Microsoft.Win32.SafeHandles;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>The process's own descriptors.</summary>
internal static class Descriptors
{
    internal const int StandardInput = 0;
    internal const int StandardOutput = 1;
    internal const int StandardError = 2;

    private const string Flags = "flags:";
    private const int Octal = 8;
    private const long CloseOnExecution = 0x80000;

    /// <remarks>
    /// The console's own stream hides that a pipe was closed, and a long run would write into the void to its end. A file stream tells,
    /// but keeps a position of its own in a regular file, which whoever writes to the same file next would overwrite.
    /// </remarks>
    /// <exception cref="UnusableException">Nobody opened it.</exception>
    internal static Stream Open(int number, string name)
    {
        if (IsClosed(number))
            throw new UnusableException($"Cannot write {name}: it is closed.");
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
    /// Whether nobody opened the descriptor for this process, and the runtime got its number for something of its own. Where the system does not
    /// tell: false.
    /// </summary>
    /// <remarks>What the runtime opens is closed in programs that it starts; what a process was started with cannot be.</remarks>
    internal static bool IsClosed(int number) =>
        OperatingSystem.IsLinux() && File.Exists($"/proc/self/fdinfo/{number}")
        && File.ReadLines($"/proc/self/fdinfo/{number}").FirstOrDefault(line => line.StartsWith(Flags, StringComparison.Ordinal)) is { } flags
        && (Convert.ToInt64(flags[Flags.Length..].Trim(), Octal) & CloseOnExecution) != 0;

    /// <summary>What a descriptor was opened for: a file's path, or what the system calls a thing that has none. Null where it does not tell.</summary>
    internal static string? Behind(int number) => new FileInfo($"/proc/self/fd/{number}").LinkTarget;

    /// <summary>Others write on from where this has come to.</summary>
    internal static void HandOn(Stream stream)
    {
        // Asking for the handle of a file stream moves the system's position to the stream's.
        if (stream is FileStream { CanSeek: true } file)
            _ = file.SafeFileHandle;
    }
}
