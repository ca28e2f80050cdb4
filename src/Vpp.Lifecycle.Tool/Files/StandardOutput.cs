using Microsoft.Win32.SafeHandles;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    private const nint FileDescriptor = 1;

    /// <remarks>
    /// The console's own stream hides that a pipe was closed, and a long run would write into the void to its end. A file stream tells,
    /// but keeps a position of its own in a regular file, which whoever writes to the same file next would overwrite.
    /// </remarks>
    internal static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var redirected = new FileStream(new SafeFileHandle(FileDescriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return redirected.CanSeek ? Console.OpenStandardOutput() : redirected;
    }
}
