using System.Text;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>
/// Where a command's data goes. A regular file appears, or is replaced, whole at <see cref="Commit"/>; disposed of without it, all is
/// as it was. Standard output, devices and pipes are written to as they are. Not thread-safe.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    internal const string StandardOutputName = "-";

    private readonly string _path;
    private readonly UnfinishedFile? _unfinished;
    private bool _isClosed;

    private OutputFile(string path, Stream stream, UnfinishedFile? unfinished)
    {
        _path = path;
        Stream = stream;
        _unfinished = unfinished;
    }

    /// <summary>Write here, in large pieces: it is not buffered.</summary>
    internal Stream Stream { get; }

    /// <summary>Opens a file for writing anew.</summary>
    /// <param name="path">The file, or <c>-</c> for standard output.</param>
    /// <exception cref="UnusableException">It cannot be written.</exception>
    internal static OutputFile Open(string path)
    {
        if (path.Length == 0)
            throw new UnusableException("The name of a file to write is empty.");
        if (path == StandardOutputName)
            return new OutputFile(path, StandardOutput.Open(), unfinished: null);
        if (Directory.Exists(path))
            throw new UnusableException($"Cannot write {path}: it is a directory.");
        try
        {
            if (!File.Exists(path))
                return Replacing(path, BehindLinks(path));
            // Opened first, so that a file which may not be written is not replaced either.
            var existing = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            string target = BehindLinks(path);
            if (!existing.CanSeek || IsDevice(target))
                return new OutputFile(path, existing, unfinished: null);
            existing.Dispose();
            return Replacing(path, target);
        }
        catch (Exception failure) when (failure is DirectoryNotFoundException)
        {
            throw new UnusableException($"Cannot write {path}: there is no such directory.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableException($"Cannot write {path}: {failure.Message}", failure);
        }
    }

    /// <summary>Whether committing would replace a certain file.</summary>
    /// <param name="path">The file; need not exist.</param>
    internal bool Replaces(string path) => _unfinished?.Name == Path.GetFullPath(BehindLinks(path));

    /// <summary>Whether both would be mixed up in one place.</summary>
    internal bool IsSameAs(OutputFile other) =>
        _path == StandardOutputName ? other._path == StandardOutputName : other._unfinished is { } unfinished && _unfinished?.Name == unfinished.Name;

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="path">The file, or <c>-</c> for standard output.</param>
    /// <param name="text">The whole text.</param>
    /// <exception cref="UnusableException">It cannot be written.</exception>
    internal static void WriteAllText(string path, string text)
    {
        using OutputFile output = Open(path);
        output.Stream.Write(Encoding.UTF8.GetBytes(text));
        output.Commit();
    }

    /// <summary>All is written: the file takes its name.</summary>
    /// <exception cref="UnusableException">It could not be finished.</exception>
    internal void Commit()
    {
        _isClosed = true;
        try
        {
            Stream.Dispose();
            _unfinished?.TakeName();
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException || (failure is IOException io && !ClosedPipe.IsCauseOf(io)))
        {
            throw new UnusableException($"Cannot write {_path}: {failure.Message}", failure);
        }
    }

    /// <summary>Leaves everything as it was, unless committed.</summary>
    public void Dispose()
    {
        if (!_isClosed)
            Stream.Dispose();
        _isClosed = true;
        _unfinished?.Discard();
    }

    private static OutputFile Replacing(string path, string target)
    {
        UnfinishedFile unfinished = UnfinishedFile.Create(Path.GetFullPath(target));
        return new OutputFile(path, unfinished.Stream, unfinished);
    }

    /// <summary>The file itself, so that a link to it stays a link.</summary>
    private static string BehindLinks(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
    }

    /// <summary>Whether it can be sought in and yet is no file, such as /dev/null: the runtime does not tell, but its place does.</summary>
    private static bool IsDevice(string path) =>
        Path.GetFullPath(path) is var full
        && full.StartsWith("/dev/", StringComparison.Ordinal)
        && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
