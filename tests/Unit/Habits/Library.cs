using System.Reflection;
using System.Xml.Linq;
using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

/// <summary>The library and Flip's part of it as they were built: their types, and what their documentation says of them.</summary>
internal static class Library
{
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(Participation).Assembly, typeof(FlipEnrollment).Assembly];

    private static readonly Dictionary<string, XElement> Documented = Assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Root!.Element("members")!.Elements("member"))
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static IReadOnlyList<Type> PublicTypes { get; } =
        [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Public types that objects can be of: neither static classes nor enumerations nor delegates; generic ones of an argument they take.</summary>
    public static IReadOnlyList<Type> ObjectTypes { get; } =
    [
        .. PublicTypes
            .Where(type => !type.IsEnum && !IsStatic(type) && !type.IsAssignableTo(typeof(Delegate)) && !type.IsInterface)
            .Select(type => type.IsGenericTypeDefinition ? type.MakeGenericType(ArgumentOf(type.GetGenericArguments().Single())) : type),
    ];

    /// <summary>Whether a type is an enumeration whose values have names: of bits that are combined every number is a value, and none has a wire name.</summary>
    public static bool HasNamedValues(Type type) => type.IsEnum && !type.IsDefined(typeof(FlagsAttribute));

    /// <summary>All that the documentation says, by member id ("T:…", "M:…"), public or not.</summary>
    public static IReadOnlyDictionary<string, XElement> Documentation => Documented;

    /// <summary>The summary and the remarks of a type, as one line.</summary>
    public static string About(Type type)
    {
        XElement? member = Documented.GetValueOrDefault($"T:{type.Namespace}.{type.Name}");
        return string.Join(' ', $"{member?.Element("summary")?.Value} {member?.Element("remarks")?.Value}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public static bool IsOurs(Type type) => Assemblies.Contains(type.Assembly);

    public static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>Whether a type says of itself that it compares by value.</summary>
    public static bool IsValue(Type type) => type.IsValueType || About(type).Contains("compares by value", StringComparison.OrdinalIgnoreCase);

    private static Type ArgumentOf(Type parameter) =>
        parameter.GetGenericParameterConstraints() is [{ IsValueType: false, Namespace: not "System" } constraint] ? constraint : typeof(ParticipationState);
}
