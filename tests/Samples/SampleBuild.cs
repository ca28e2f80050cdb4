namespace Vpp.Lifecycle.Tests.Samples;

/// <summary>The samples as they were built with the tests, each in its own folder.</summary>
internal static class SampleBuild
{
    /// <summary>The program of a sample.</summary>
    public static string PathOf(string sample)
    {
        string framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        return Repository.PathOf($"samples/{sample}/bin/{configuration}/{framework}/{sample}.dll");
    }
}
