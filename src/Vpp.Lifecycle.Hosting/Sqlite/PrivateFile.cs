namespace Vpp.Lifecycle.Hosting.Sqlite;

/// <summary>Keeps a database's file to its owner. What lies in it is customers' data.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file where there is none. SQLite gives its side files the mode of this one.</summary>
    public static void Make(string file)
    {
        if (File.Exists(file))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        using var made = new FileStream(file, options);
    }

    /// <summary>Takes the file and its side files away from everyone else, where an earlier build or hand had left them open.</summary>
    /// <exception cref="UnauthorizedAccessException">They belong to another user and are open to others.</exception>
    public static void MakePrivate(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (string part in (string[])[file, file + "-wal", file + "-shm"])
        {
            if (File.Exists(part) && (File.GetUnixFileMode(part) & ~Owner) != 0)
                File.SetUnixFileMode(part, Owner);
        }
    }
}
