namespace Vpp.Lifecycle.Tests;

/// <summary>The 318 files of the JSON parsing test suite: y_ is JSON, n_ is not, i_ is up to the reader. Tests of them need <see cref="Requirement.JsonTestSuite"/>.</summary>
internal static class JsonTestSuite
{
    internal static string[] Files()
    {
        string[] files = [.. Directory.GetFiles(Requirement.Find(Requirement.JsonTestSuite)!, "*.json").Order(StringComparer.Ordinal)];
        Assert.Equal(318, files.Length);
        return files;
    }
}
