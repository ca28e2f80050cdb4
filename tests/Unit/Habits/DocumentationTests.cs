using System.Reflection;
using System.Xml.Linq;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public class DocumentationTests
{
    private static readonly string[] WordsForThreads = ["thread-safe", "safe to share between threads", "one thread at a time"];

    [Fact]
    public void Every_public_type_says_what_it_is() =>
        Faults.None(Library.PublicTypes.Where(type => !SaysSomething(Library.Documentation.GetValueOrDefault("T:" + type.FullName))));

    [Fact]
    public void Every_public_type_that_is_no_enumeration_says_whether_threads_may_share_it() =>
        Faults.None(Library.PublicTypes
            .Where(type => !type.IsEnum && !type.IsAssignableTo(typeof(Exception)))
            .Where(type => !WordsForThreads.Any(words => Library.About(type).Contains(words, StringComparison.OrdinalIgnoreCase))));

    [Fact]
    public void Every_public_type_that_holds_something_says_that_it_is_immutable() =>
        Faults.None(Library.ObjectTypes
            .Where(type => !type.IsAssignableTo(typeof(Exception)) && HoldsSomething(type))
            .Where(type => !Library.About(type).Contains("immutable", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_public_member_says_what_it_means()
    {
        HashSet<string> members =
        [
            .. from type in Library.PublicTypes
               from member in type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               select $"{type.FullName}.{member.Name.Replace('.', '#')}",
        ];
        Faults.None(Library.Documentation
            .Where(member => members.Contains(member.Key[2..].Split('(', '`')[0]) && !SaysSomething(member.Value))
            .Select(member => member.Key));
    }

    [Fact]
    public void Every_parameter_of_a_documented_member_is_described() =>
        Faults.None(Library.Documentation
            .SelectMany(member => member.Value.Elements("param").Select(param => (member.Key, Name: param.Attribute("name")!.Value, Text: param.Value.Trim())))
            .Where(param => param.Text.Length == 0));

    [Fact]
    public void A_public_member_that_checks_an_enumeration_says_which_exception_it_throws()
    {
        IEnumerable<string> silent =
            from type in Library.PublicTypes
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where !method.IsSpecialName && method.GetParameters().Any(parameter => Library.HasNamedValues(parameter.ParameterType))
            let documented = Library.Documentation.Where(member => member.Key.StartsWith($"M:{type.FullName}.{method.Name}(", StringComparison.Ordinal)).ToList()
            where !documented.TrueForAll(member => member.Value.Elements("exception").Any())
            select $"{type.Name}.{method.Name}";
        Faults.None(silent.Distinct());
    }

    [Fact]
    public void An_ArgumentNullException_names_the_parameter() =>
        Faults.None(Library.Documentation
            .Where(member => member.Value.Elements("exception").Any(exception => (string?)exception.Attribute("cref") == "T:System.ArgumentNullException" && !exception.Elements("paramref").Any()))
            .Select(member => member.Key));

    private static bool HoldsSomething(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length > 0;

    private static bool SaysSomething(XElement? member) =>
        member is not null && (member.Element("inheritdoc") is not null || member.Element("summary")?.Value.Trim().Length > 3);
}
