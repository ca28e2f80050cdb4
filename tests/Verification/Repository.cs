namespace Vpp.Lifecycle.Tests.Verification;

/// <summary>The files of the project as they stand in the work tree that the tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string PathOf(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Vpp.Lifecycle.sln")))
                return folder;
        }

        throw new InvalidOperationException($"No Vpp.Lifecycle.sln above {AppContext.BaseDirectory}.");
    }
}
