namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-service-");

    /// <summary>Writes a file; gives its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    /// <summary>Makes a folder within it; gives its path.</summary>
    public string NewFolder() => _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
