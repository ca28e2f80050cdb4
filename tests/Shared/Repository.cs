namespace Vpp.Lifecycle.Tests;

/// <summary>The files of the project as they stand in the work tree that the tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = Path.GetDirectoryName(FindUpward("Vpp.Lifecycle.sln"))
        ?? throw new InvalidOperationException($"No Vpp.Lifecycle.sln above {AppContext.BaseDirectory}.");

    internal static string PathOf(string path) => Path.Combine(Root, path);

    internal static string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>A file or folder that lies below one of the folders above the tests, in the nearest; null where it is in none.</summary>
    internal static string? FindUpward(string path)
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, path) is var found && Path.Exists(found))
                return found;
        }

        return null;
    }
}
