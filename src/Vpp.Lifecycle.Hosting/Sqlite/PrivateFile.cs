namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>A database's file, kept to its owner: what lies in it is customers' data. Immutable.</summary>
internal sealed class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string DataDirectory = "|DataDirectory|";

    /// <param name="dataSource">The file, as a connection string has it.</param>
    /// <exception cref="UnusableDatabaseException">It is a URI.</exception>
    public PrivateFile(string dataSource)
    {
        // What file a URI names is SQLite's to say, and it says so only once that is open.
        if (dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new UnusableDatabaseException($"The connection string names the SQLite file by a URI, \"{dataSource}\". Allowed: the path of a file, \"Data Source=FILE\".");
        // As the driver resolves it; the driver is given the whole path, so that what it opens is what was made private.
        string folder = AppDomain.CurrentDomain.GetData("DataDirectory") is string { Length: > 0 } set ? System.IO.Path.GetFullPath(set) : Environment.CurrentDirectory;
        string path = dataSource.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase) ? dataSource[DataDirectory.Length..].TrimStart('/', '\\') : dataSource;
        path = System.IO.Path.GetFullPath(path, folder);
        // SQLite puts the side files where a link leads.
        Path = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
    }

    /// <summary>The whole path.</summary>
    public string Path { get; }

    /// <summary>Makes the file where there is none. SQLite gives its side files the mode of this one.</summary>
    public void Make()
    {
        if (File.Exists(Path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        using var made = new FileStream(Path, options);
    }

    /// <summary>Takes the file and its side files away from everyone else, where an earlier build or hand had left them open.</summary>
    /// <exception cref="UnauthorizedAccessException">They belong to another user and are open to others.</exception>
    public void MakePrivate()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (string part in (string[])[Path, Path + "-wal", Path + "-shm"])
        {
            if (File.Exists(part) && (File.GetUnixFileMode(part) & ~Owner) != 0)
                File.SetUnixFileMode(part, Owner);
        }
    }
}
