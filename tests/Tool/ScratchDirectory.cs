namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>A directory for one test, deleted afterwards.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vpp-lifecycle-tests-");

    internal string[] FileNames => [.. _directory.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal)];

    internal string File(string name) => Path.Combine(_directory.FullName, name);

    internal string File(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
