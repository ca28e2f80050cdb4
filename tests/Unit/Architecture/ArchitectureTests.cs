using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Xml.Linq;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>
/// How the library's folders, and the projects around it, may use each other: read off the compiled code and the project files. Attributes count
/// like code, with one exemption: types of the core name by <see cref="JsonConverterAttribute"/> the converter that a serializer is to use for them.
/// </summary>
public sealed class ArchitectureTests
{
    private const string Root = "";

    private const BindingFlags Inheritable = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly Assembly Library = typeof(Participation).Assembly;

    private static readonly string[] Rules = ["Specification", "Specification/Descriptors"];

    private static readonly string[] Core = [.. Rules, "Evaluation", "Fleets", "Timelines", Root, "Events"];

    private static readonly string[] ReadingAndWriting = [.. Core, "Json", "Json/Reading", "Json/Writing"];

    private static readonly string[] Details = [.. ReadingAndWriting, "Json/Details"];

    /// <summary>For each folder those it may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Specification"] = Rules,
        ["Specification/Descriptors"] = Rules,
        ["Evaluation"] = Rules,
        ["Fleets"] = [.. Rules, "Evaluation"],
        ["Timelines"] = [.. Rules, "Evaluation"],
        [Root] = Core,
        ["Events"] = Core,
        ["Deadlines"] = [.. Core, "Messages"],
        ["Messages"] = Core,
        ["Snapshots"] = Core,
        ["Paging"] = Core,
        ["Diagrams"] = Core,
        ["Json"] = ReadingAndWriting,
        ["Json/Reading"] = [.. Core, "Json"],
        ["Json/Writing"] = [.. Core, "Json"],
        ["Json/Details"] = ReadingAndWriting,
        ["Json/Events"] = Details,
        ["Json/Snapshots"] = [.. Details, "Snapshots"],
        ["Json/Resources"] = [.. Details, "Messages", "Paging"],
        ["Json/Rejections"] = ReadingAndWriting,
        ["Json/Host"] = [.. Details, "Json/Details", "Json/Events", "Json/Snapshots", "Json/Resources", "Json/Rejections"],
        ["Export"] = [.. Core, "Json/Writing", "Deadlines"],
    };

    /// <summary>A host does ordinary work with two namespaces; what is in the folders below these is in theirs.</summary>
    private static readonly string[] NamespacesOfTheirOwn = ["Json", "Diagrams", "Export"];

    /// <summary>For each project those it may reference. Whoever adds a project adds it here, and to the picture in docs/design.md.</summary>
    private static readonly Dictionary<string, string[]> ProjectMayUse = new()
    {
        ["Vpp.Lifecycle"] = [],
        ["Vpp.Lifecycle.Flip"] = ["Vpp.Lifecycle"],
        ["Vpp.Lifecycle.Stateless"] = ["Vpp.Lifecycle"],
        ["Vpp.Lifecycle.Tool"] = ["Vpp.Lifecycle"],
        ["Vpp.Lifecycle.Hosting"] = ["Vpp.Lifecycle"],
        ["Vpp.Lifecycle.Orleans"] = ["Vpp.Lifecycle", "Vpp.Lifecycle.Hosting"],
        ["EnrolmentService"] = ["Vpp.Lifecycle", "Vpp.Lifecycle.Flip", "Vpp.Lifecycle.Hosting", "Vpp.Lifecycle.Orleans"],
        ["MinimalHost"] = ["Vpp.Lifecycle", "Vpp.Lifecycle.Hosting"],
        ["EntityFramework"] = ["Vpp.Lifecycle"],
    };

    /// <summary>The folder of each type, by its full name, as its source file says.</summary>
    private static readonly Dictionary<string, string> Folders = SourceTree.Files(SourceTree.Library)
        .Select(file => (Folder: SourceTree.FolderOf(file), Source: File.ReadAllText(file)))
        .SelectMany(file => SourceTree.TypesIn(file.Source).Select(type => (Name: $"{SourceTree.NamespaceOf(file.Source)}.{type.Name}", file.Folder)))
        .DistinctBy(type => type.Name)
        .ToDictionary(type => type.Name, type => type.Folder);

    [Fact]
    public void Dependencies_point_one_way()
    {
        var against = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Type type in Library.GetTypes())
        {
            if (FolderOf(type) is not { } from)
                continue;
            foreach (Type used in References.Of(type, exempt: typeof(JsonConverterAttribute)))
            {
                if (FolderOf(used) is { } to && to != from && !MayUse[from].Contains(to))
                    against.Add($"{Name(from)}/{Outermost(type).Name} uses {Name(to)}/{Outermost(used).Name}");
            }
        }

        Assert.True(against.Count == 0, string.Join(Environment.NewLine, against));

        static string Name(string folder) => folder == Root ? "(root)" : folder;
    }

    [Fact]
    public void Projects_use_each_other_one_way()
    {
        IEnumerable<string> against =
            from file in ProjectFiles()
            let project = Path.GetFileNameWithoutExtension(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!)
            let used = Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))
            where !ProjectMayUse.TryGetValue(project, out string[]? allowed) || !allowed.Contains(used)
            select $"{project} uses {used}";

        Assert.Empty(against);
    }

    [Fact]
    public void No_folder_has_more_than_30_files()
    {
        // One document of each kind for each of the 51 configurations.
        string golden = Repository.PathOf("tests/Unit/Json/Golden");
        string[] written = ["bin", "obj", "node_modules"];

        IEnumerable<string> fuller = ((string[])["src", "tests", "benchmarks", "samples", "docs"])
            .Select(Repository.PathOf)
            .SelectMany(root => Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root))
            .Where(folder => folder != golden && !Path.GetRelativePath(Repository.Root, folder).Split(Path.DirectorySeparatorChar).Intersect(written).Any())
            .Where(folder => Directory.EnumerateFiles(folder).Count() > 30);

        Assert.Empty(fuller);
    }

    [Fact]
    public void No_two_types_have_one_name()
    {
        IEnumerable<string> shared = SourceTree.Files(Repository.PathOf("src"))
            .SelectMany(file => SourceTree.TypesIn(File.ReadAllText(file)).Select(type => (type.Name, File: Path.GetFileName(file).Split('.')[0], Folder: Path.GetDirectoryName(file))))
            .Distinct()
            .GroupBy(type => type.Name)
            // The parts of a partial type lie side by side.
            .Where(types => types.Select(type => type.Folder).Distinct().Count() > 1)
            .Select(types => types.Key);

        Assert.Empty(shared);
    }

    [Fact]
    public void Specification_and_evaluation_know_neither_dates_nor_JSON()
    {
        IEnumerable<string> known = Library.GetTypes()
            .Where(type => FolderOf(type) is "Specification" or "Specification/Descriptors" or "Evaluation" or "Fleets")
            .SelectMany(type => References.Of(type, exempt: typeof(JsonConverterAttribute))
                .Where(used => used == typeof(DateTimeOffset) || used == typeof(DateTime) || used == typeof(TimeSpan)
                    || used.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
                .Select(used => $"{Outermost(type).Name} uses {used.Name}"));

        Assert.Empty(known);
    }

    [Fact]
    public void Every_type_is_found_in_the_sources_and_every_folder_has_its_rule()
    {
        IEnumerable<string> lost = Library.GetTypes()
            .Where(type => !type.IsNested && !IsGenerated(type) && FolderOf(type) is null)
            .Select(type => type.FullName!);

        Assert.Empty(lost);
        Assert.Empty(Folders.Values.Distinct().Except(MayUse.Keys));
    }

    [Fact]
    public void The_core_is_one_namespace_and_what_is_printed_or_stored_has_its_own()
    {
        foreach (string file in SourceTree.Files(SourceTree.Library))
        {
            string folder = SourceTree.FolderOf(file).Split('/')[0];
            string expected = NamespacesOfTheirOwn.Contains(folder) ? $"Vpp.Lifecycle.{folder}" : "Vpp.Lifecycle";
            Assert.Equal((file, expected), (file, SourceTree.NamespaceOf(File.ReadAllText(file))));
        }
    }

    [Fact]
    public void The_library_needs_nothing_but_the_framework()
    {
        IEnumerable<string?> foreign = Library.GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(foreign);
    }

    [Fact]
    public void No_static_field_can_be_written()
    {
        IEnumerable<string> writable = Library.GetTypes()
            .Where(type => !IsGenerated(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false } && field.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");

        Assert.Empty(writable);
    }

    [Fact]
    public void Public_types_are_closed_and_immutable()
    {
        foreach (Type type in Library.GetExportedTypes())
        {
            bool isClosed = type.IsSealed || type.IsInterface || type.GetConstructors(Inheritable).All(constructor => !constructor.IsPublic && IsCopying(constructor));
            bool isReadOnly = !type.IsValueType || type.IsEnum || type.GetCustomAttribute<IsReadOnlyAttribute>() is not null;
            IEnumerable<string> writable = type.GetProperties().Where(property => property.DeclaringType == type && IsSettable(property)).Select(property => property.Name)
                .Concat(type.GetFields().Where(field => field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false }).Select(field => field.Name));

            Assert.Equal((type.FullName, true, true, ""), (type.FullName, isClosed, isReadOnly, string.Join(", ", writable)));
        }
    }

    [Fact]
    public void Public_values_compare_by_value() =>
        Assert.All(
            Library.GetExportedTypes().Where(type => type is { IsValueType: true, IsEnum: false, IsByRefLike: false }),
            type => Assert.Contains(typeof(IEquatable<>).MakeGenericType(type), type.GetInterfaces()));

    [Fact]
    public void A_file_has_at_most_one_public_type_and_its_name()
    {
        IEnumerable<string> wrong = SourceTree.Files(Repository.PathOf("src"))
            .Select(file => (File: file, Public: SourceTree.TypesIn(File.ReadAllText(file)).Where(type => type.IsPublic).Select(type => type.Name).ToArray()))
            .Where(file => file.Public.Length > 1 || (file.Public is [string name] && name != Path.GetFileName(file.File).Split('.')[0]))
            .Select(file => $"{file.File}: {string.Join(", ", file.Public)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        IEnumerable<string> longer = SourceTree.Files(Repository.PathOf("src"))
            .Concat(SourceTree.Files(Repository.PathOf("tests")))
            .Where(file => File.ReadLines(file).Count() > 400);

        Assert.Empty(longer);
    }

    private static IEnumerable<string> ProjectFiles() =>
        ((string[])["src", "samples"]).SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories));

    private static string? FolderOf(Type type) => Folders.GetValueOrDefault(Outermost(type) is { } outer ? $"{outer.Namespace}.{outer.Name.Split('`')[0]}" : "");

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsGenerated(Type type) =>
        Outermost(type).Name.StartsWith('<') || type.Name.StartsWith('<')
        || Outermost(type).Namespace is not { } space || !space.StartsWith("Vpp.Lifecycle", StringComparison.Ordinal);

    /// <summary>What derived records need; nobody else can make a value with it alone.</summary>
    private static bool IsCopying(ConstructorInfo constructor) =>
        constructor.IsFamily ? constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType : !constructor.IsFamilyOrAssembly;

    private static bool IsSettable(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } setter
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
