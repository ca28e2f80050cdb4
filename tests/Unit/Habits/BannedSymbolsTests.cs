using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public class BannedSymbolsTests
{
    private static readonly string[] Banned =
        [.. Repository.Read("src/Vpp.Lifecycle/BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    [Fact]
    public void Every_banned_symbol_exists_so_that_none_is_banned_in_vain()
    {
        // Guids made from the time came with .NET 9.
        IEnumerable<string> here = Banned.Where(line => Environment.Version.Major >= 9 || !line.Contains("CreateVersion7", StringComparison.Ordinal));
        Faults.None(here.Where(line => !Exists(line.Split(';')[0])));
    }

    [Fact]
    public void Every_ban_says_why() => Faults.None(Banned.Where(line => line.Split(';') is not [_, { Length: > 10 }]));

    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.IO.File")]
    [InlineData("T:System.Console")]
    [InlineData("T:System.Environment")]
    [InlineData("T:System.Threading.Tasks.Task")]
    [InlineData("T:System.Net.Http.HttpClient")]
    [InlineData("P:System.Globalization.CultureInfo.CurrentCulture")]
    public void Clock_chance_files_and_what_surrounds_the_process_are_banned(string symbol) =>
        Assert.Contains(Banned, line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void The_compiled_library_refers_to_no_banned_symbol_even_where_a_warning_was_silenced() =>
        Faults.None(Library.Assemblies.SelectMany(assembly => References(assembly.Location)).Intersect(Banned.Select(line => line.Split(';', '(')[0])));

    [Fact]
    public void References_are_seen()
    {
        string[] references = [.. References(typeof(BannedSymbolsTests).Assembly.Location)];
        Assert.Contains("T:System.Environment", references);
        Assert.Contains("P:System.Environment.Version", references);
    }

    [Fact]
    public void The_library_needs_nothing_but_the_frameworks_own_assemblies() =>
        Faults.None(Library.Assemblies
            .SelectMany(assembly => assembly.GetReferencedAssemblies())
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Except(Library.Assemblies.Select(assembly => assembly.GetName().Name!)));

    [Theory]
    [InlineData("Vpp.Lifecycle")]
    [InlineData("Vpp.Lifecycle.Flip", "../Vpp.Lifecycle/Vpp.Lifecycle.csproj")]
    public void Packages_in_the_librarys_projects_are_for_building_them_only(string name, params string[] uses)
    {
        var project = System.Xml.Linq.XDocument.Parse(Repository.Read($"src/{name}/{name}.csproj"));
        Faults.None(project.Descendants("PackageReference").Where(reference => (string?)reference.Attribute("PrivateAssets") != "all"));
        Assert.Equal(uses, project.Descendants("ProjectReference").Select(reference => (string?)reference.Attribute("Include")));
    }

    private static bool Exists(string symbol)
    {
        string name = symbol[2..].Split('(')[0];
        if (symbol[0] == 'T')
            return Find(name) is not null;
        Type? type = Find(name[..name.LastIndexOf('.')]);
        string member = name[(name.LastIndexOf('.') + 1)..];
        return type is not null && (symbol[0] == 'P' ? type.GetProperty(member) is not null : Array.Exists(type.GetMethods(), method => IsWritten(method, symbol)));
    }

    private static bool IsWritten(MethodInfo method, string symbol)
    {
        string parameters = string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType.FullName));
        return symbol == $"M:{method.DeclaringType!.FullName}.{method.Name}" + (parameters.Length == 0 ? "" : $"({parameters})");
    }

    private static Type? Find(string name) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)).GetType(name))
            .FirstOrDefault(type => type is not null);

    private static IEnumerable<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        foreach (string type in reader.TypeReferences.Select(handle => NameOf(reader, handle)).Where(type => type != "System.Environment"))
            yield return $"T:{type}";
        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
                continue;
            string type = NameOf(reader, (TypeReferenceHandle)member.Parent);
            string name = reader.GetString(member.Name);
            // The compiler itself writes this one into every iterator.
            if (type == "System.Environment" && name != "get_CurrentManagedThreadId")
                yield return $"T:{type}";
            yield return name.StartsWith("get_", StringComparison.Ordinal) ? $"P:{type}.{name[4..]}" : $"M:{type}.{name}";
        }
    }

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
