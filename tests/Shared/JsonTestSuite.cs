namespace Vpp.Lifecycle.Tests;

/// <summary>The 318 files of the JSON parsing test suite, where they are: a folder shared/data/json-test-suite somewhere above the tests.</summary>
internal static class JsonTestSuite
{
    /// <summary>The files by name; none where the suite is not there, which is said in one line.</summary>
    internal static string[] Find(Action<string> say)
    {
        if (Repository.FindUpward("shared/data/json-test-suite/test_parsing") is not { } suite)
        {
            say("Not run: there is no shared/data/json-test-suite above the tests.");
            return [];
        }

        string[] files = [.. Directory.GetFiles(suite, "*.json").Order(StringComparer.Ordinal)];
        Assert.Equal(318, files.Length);
        return files;
    }
}
