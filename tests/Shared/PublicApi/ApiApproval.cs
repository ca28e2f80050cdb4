namespace Vpp.Lifecycle.Tests.PublicApi;

/// <summary>
/// Holds what a host can see of an assembly against the listing that was accepted, PublicApi.txt beside its sources. To accept what is
/// built, run the tests with ACCEPT_PUBLIC_API=1.
/// </summary>
internal static class ApiApproval
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    /// <param name="built">The listing of the assembly.</param>
    /// <param name="project">The folder of its sources.</param>
    /// <param name="tests">The folder of the tests that ask.</param>
    internal static void Require(string built, string project, string tests)
    {
        string file = $"{project}/PublicApi.txt";
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(Repository.PathOf(file), built);
        string accepted = File.Exists(Repository.PathOf(file)) ? Repository.Read(file) : "";
        Assert.True(built == accepted, Report(accepted, built, file, tests));
    }

    /// <summary>What is only in the one, with a minus, or only in the other, with a plus; each below its type.</summary>
    internal static string Report(string accepted, string built, string file, string tests)
    {
        (string Type, string Line)[] before = [.. Entries(accepted)];
        (string Type, string Line)[] after = [.. Entries(built)];
        IEnumerable<string> differences = before.Except(after).Select(entry => (entry.Type, Line: $"  - {entry.Line}"))
            .Concat(after.Except(before).Select(entry => (entry.Type, Line: $"  + {entry.Line}")))
            .GroupBy(entry => entry.Type, entry => entry.Line)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => $"{type.Key}\n{string.Join('\n', type)}");
        return $"""
            What a host can see, as built for {AppContext.TargetFrameworkName}, is not what {file} lists:

            {string.Join('\n', differences)}

            If that is meant, accept it, look at the change in git, and say so in CHANGELOG.md:
              {Accept}=1 dotnet test {tests} -f net10.0 --filter PublicApi
            """;
    }

    /// <summary>Each line with the type it belongs to; a type's own line belongs to its name.</summary>
    private static IEnumerable<(string Type, string Line)> Entries(string listing)
    {
        string space = "", type = "";
        foreach (string line in listing.Split('\n').Where(line => line.Length > 0))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
                space = line["namespace ".Length..];
            else if (line[0] != ' ')
                type = $"{space}.{ApiListing.NameIn(line)}";
            if (type.Length > 0)
                yield return (type, line.Trim());
        }
    }
}
