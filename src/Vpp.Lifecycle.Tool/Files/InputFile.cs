namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A file to read from, or standard input.</summary>
internal static class InputFile
{
    /// <summary>Opens a file for reading once from its beginning to its end.</summary>
    /// <exception cref="UnusableException">It cannot be read.</exception>
    internal static Stream Open(TargetFile target) => new NamedStream(OpenRaw(target), target.Name);

    private static Stream OpenRaw(TargetFile target)
    {
        if (target.Descriptor == Descriptors.StandardInput)
            return Descriptors.IsClosed(Descriptors.StandardInput) ? throw new UnusableException("Cannot read standard input: it is closed.") : Console.OpenStandardInput();
        if (Directory.Exists(target.Path))
            throw new UnusableException($"Cannot read {target.Name}: it is a directory.");
        try
        {
            return new FileStream(target.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (FileErrors.IsCauseOf(failure))
        {
            throw FileErrors.Reading(target.Name, failure);
        }
    }
}
