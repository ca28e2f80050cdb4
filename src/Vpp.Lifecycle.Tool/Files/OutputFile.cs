using System.Text;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>
/// Where a command's data goes. A regular file appears, or is replaced, whole at <see cref="Commit"/>; disposed of without it, all is
/// as it was. Standard output, devices and pipes are written to as they are. Not thread-safe.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly TargetFile _target;
    private readonly Stream _raw;
    private readonly UnfinishedFile? _unfinished;
    private bool _isClosed;

    private OutputFile(TargetFile target, Stream stream, UnfinishedFile? unfinished = null)
    {
        _target = target;
        _raw = stream;
        _unfinished = unfinished;
        Stream = new NamedStream(stream, target.Name);
    }

    /// <summary>Write here, in large pieces: it is not buffered.</summary>
    internal Stream Stream { get; }

    /// <summary>Opens a file for writing anew.</summary>
    /// <exception cref="UnusableException">It cannot be written.</exception>
    internal static OutputFile Open(TargetFile target)
    {
        try
        {
            if (target.Descriptor is { } number)
                return new OutputFile(target, Descriptors.Open(number, target.Name));
            if (Directory.Exists(target.Path))
                throw new UnusableException($"Cannot write {target.Name}: it is a directory.");
            if (!File.Exists(target.Path))
                return Replacing(target);
            // Opened first, so that a file which may not be written is not replaced either.
            var existing = new FileStream(target.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (!existing.CanSeek || target.File is null)
                return new OutputFile(target, existing);
            existing.Dispose();
            return Replacing(target);
        }
        catch (Exception failure) when (FileErrors.IsCauseOf(failure))
        {
            throw FileErrors.Writing(target.Name, failure);
        }
    }

    /// <summary>Writes a text as UTF-8.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="text">The whole text.</param>
    /// <exception cref="UnusableException">It cannot be written.</exception>
    internal static void WriteAllText(TargetFile target, string text)
    {
        using OutputFile output = Open(target);
        output.Stream.Write(Encoding.UTF8.GetBytes(text));
        output.Commit();
    }

    /// <summary>All is written: the file takes its name.</summary>
    /// <exception cref="UnusableException">It could not be finished.</exception>
    internal void Commit()
    {
        try
        {
            Close();
            _unfinished?.TakeName();
        }
        catch (Exception failure) when (FileErrors.IsCauseOf(failure) && !ClosedPipe.IsCauseOf(failure))
        {
            throw FileErrors.Writing(_target.Name, failure);
        }
    }

    /// <summary>Leaves everything as it was, unless committed.</summary>
    public void Dispose()
    {
        Close();
        _unfinished?.Discard();
    }

    private static OutputFile Replacing(TargetFile target)
    {
        UnfinishedFile unfinished = UnfinishedFile.Create(target.Path);
        return new OutputFile(target, unfinished.Stream, unfinished);
    }

    private void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        if (_unfinished is null)
            Descriptors.HandOn(_raw);
        Stream.Dispose();
    }
}
