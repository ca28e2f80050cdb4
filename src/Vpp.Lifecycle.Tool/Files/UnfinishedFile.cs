namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A file being written under a passing name beside the one it will take. Not thread-safe, but for <see cref="DiscardAll"/>.</summary>
internal sealed class UnfinishedFile
{
    // Also held for good by an interruption, so that nothing takes its name while the process is ending.
    private static readonly Lock Naming = new();
    private static readonly HashSet<UnfinishedFile> All = [];

    private readonly string _passingName;

    private UnfinishedFile(string name, string passingName, Stream stream)
    {
        Name = name;
        _passingName = passingName;
        Stream = stream;
    }

    /// <summary>The name it will take.</summary>
    internal string Name { get; }

    internal Stream Stream { get; }

    /// <summary>Begins a file; one that has the name already keeps it, and lends its permissions.</summary>
    internal static UnfinishedFile Create(string name)
    {
        string passingName = Path.Combine(Path.GetDirectoryName(name)!, $".vpp-lifecycle-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        lock (Naming)
        {
            var file = new UnfinishedFile(name, passingName, new FileStream(passingName, options));
            All.Add(file);
            if (!OperatingSystem.IsWindows() && File.Exists(name))
                File.SetUnixFileMode(passingName, File.GetUnixFileMode(name));
            return file;
        }
    }

    /// <summary>Replaces whatever has the name. The stream must be closed.</summary>
    internal void TakeName()
    {
        lock (Naming)
        {
            File.Move(_passingName, Name, overwrite: true);
            All.Remove(this);
        }
    }

    /// <summary>Deletes it, unless it has taken its name.</summary>
    internal void Discard()
    {
        lock (Naming)
        {
            if (All.Remove(this))
                File.Delete(_passingName);
        }
    }

    /// <summary>Deletes all that have not taken their names, and lets none take it any more: the process is about to end.</summary>
    internal static void DiscardAll()
    {
        Naming.Enter();
        foreach (UnfinishedFile file in All)
            File.Delete(file._passingName);
    }
}
