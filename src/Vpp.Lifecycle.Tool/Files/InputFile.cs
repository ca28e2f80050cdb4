namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A file to read from, or standard input.</summary>
internal static class InputFile
{
    internal const string StandardInput = "-";

    /// <summary>Opens a file for reading once from its beginning to its end.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <exception cref="UnusableException">It cannot be read.</exception>
    internal static Stream Open(string path)
    {
        if (path == StandardInput)
            return Console.OpenStandardInput();
        if (path.Length == 0)
            throw new UnusableException("The name of a file to read is empty.");
        if (Directory.Exists(path))
            throw new UnusableException($"Cannot read {path}: it is a directory.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableException($"Cannot read {path}: there is no such file.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableException($"Cannot read {path}: {failure.Message}", failure);
        }
    }
}
