using System.Reflection;
using System.Runtime.Versioning;
using System.Xml.Linq;

namespace Vpp.Lifecycle.Tests.PublicApi;

public class PublicApiTests
{
    /// <summary>The one that these tests, and the packages beside them, were built for; they may run on a later one.</summary>
    private static readonly string Framework =
        typeof(PublicApiTests).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.Replace(".NETCoreApp,Version=v", "net", StringComparison.Ordinal);

    private static readonly string[] Built =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Vpp.Lifecycle*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("Vpp.Lifecycle.Tests.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Packages => [.. Built];

    /// <summary>The listing is the same for each framework. With ACCEPT_PUBLIC_API=1 what is built becomes what is accepted.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void A_host_sees_what_was_accepted_whichever_framework_it_runs_on(string package)
    {
        string file = Listing.FileOf(package);
        string built = Listing.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_API") == "1")
            File.WriteAllText(Repository.PathOf(file), built);
        string accepted = File.Exists(Repository.PathOf(file)) ? Repository.Read(file) : "";

        Assert.True(built == accepted, $"""
            What a host can see of {package}, as built for {Framework}, is not what {file} lists:

            {Listing.Difference(accepted, built)}

            If that is meant, accept it, look at the change in git, and say so in CHANGELOG.md:
              {Listing.Command}
            """);
    }

    [Fact]
    public void Every_package_for_hosts_is_held_for_each_framework_that_it_is_made_for()
    {
        IEnumerable<string> made =
            from project in Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            let properties = XDocument.Load(project).Root!.Elements("PropertyGroup").Elements().ToLookup(property => property.Name.LocalName, property => property.Value)
            where properties["TargetFrameworks"].Concat(properties["TargetFramework"]).Any(frameworks => frameworks.Split(';').Contains(Framework))
            where properties["Description"].Any() && !properties["PackAsTool"].Contains("true")
            select Path.GetFileNameWithoutExtension(project);

        Assert.Equal(made.Order(StringComparer.Ordinal), Built);
    }

    [Fact]
    public void A_difference_is_shown_among_the_lines_around_it()
    {
        string accepted = string.Join('\n', Enumerable.Range(1, 20).Select(number => $"line {number}"));
        string built = accepted.Replace("line 10\n", "line ten\n", StringComparison.Ordinal).Replace("\nline 20", "", StringComparison.Ordinal);

        Assert.Equal(
            [
                "  line 7", "  line 8", "  line 9", "- line 10", "+ line ten", "  line 11", "  line 12", "  line 13",
                "  line 17", "  line 18", "  line 19", "- line 20",
            ],
            Listing.Difference(accepted, built).Split('\n'));
    }
}
