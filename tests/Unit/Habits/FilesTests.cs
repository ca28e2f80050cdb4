using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public partial class FilesTests
{
    private static readonly Dictionary<string, string> Sources = ((string[])["src/Vpp.Lifecycle", "src/Vpp.Lifecycle.Flip"])
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .ToDictionary(path => Path.GetRelativePath(Repository.Root, path), File.ReadAllText, StringComparer.Ordinal);

    [Fact]
    public void A_file_declares_one_type_and_is_named_as_it() =>
        Faults.None(Sources
            .Where(source => TypeDeclaration().Matches(source.Value) is var types
                && (types.Count != 1 || types[0].Groups["name"].Value != Path.GetFileName(source.Key).Split('.')[0]))
            .Select(source => source.Key));

    [Fact]
    public void The_files_declare_every_public_type() =>
        Faults.None(Library.PublicTypes
            .Where(type => !type.IsNested)
            .Select(type => type.Name.Split('`')[0])
            .Except(Sources.Values.SelectMany(source => TypeDeclaration().Matches(source)).Select(match => match.Groups["name"].Value)));

    [Fact]
    public void No_public_type_is_nested_in_another() => Faults.None(Library.PublicTypes.Where(type => type.IsNested));

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Faults.None(Sources.Where(source => source.Value.Count(letter => letter == '\n') > 400).Select(source => source.Key));

    [Fact]
    public void A_types_namespace_is_that_of_its_folder()
    {
        // Flip's project has no folders.
        string[] apart = ["Json", "Diagrams", "Export"];
        Faults.None(Sources.Where(source =>
        {
            string project = source.Key.Split(Path.DirectorySeparatorChar)[1];
            string folder = source.Key.Split(Path.DirectorySeparatorChar)[2];
            string expected = apart.Contains(folder) ? $"{project}.{folder}" : project;
            return !source.Value.Contains($"\nnamespace {expected};\n", StringComparison.Ordinal) && !source.Value.StartsWith($"namespace {expected};\n", StringComparison.Ordinal);
        }).Select(source => source.Key));
    }

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|unsafe|ref|file) )+(?:class|struct|enum|interface|record struct|record|delegate \S+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
