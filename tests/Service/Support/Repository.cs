namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Files of the repository, found upward from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string? File(string path) => System.IO.Path.Combine(Root, path) is var file && System.IO.File.Exists(file) ? file : null;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Vpp.Lifecycle.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
