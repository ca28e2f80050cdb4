using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Tests.PublicApi;

/// <summary>
/// Everything of an assembly that a host can see, in words close to C#: a line for each type, below it a line for each member it
/// declares, both sorted, so that a change to either is a change to a line.
/// </summary>
/// <remarks>
/// Left out is what other tests hold: Equals, GetHashCode, ToString, == and != of every value; protected members, since nobody outside can
/// derive. A record says that it is one.
/// </remarks>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (IGrouping<string?, Type> space in types.GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append($"namespace {space.Key}\n");
            foreach (Type type in space.OrderBy(type => type.Name, StringComparer.Ordinal))
            {
                text.Append($"\n{Declaration(type)}\n");
                foreach (string member in Attributes(type).Concat(Members(type)))
                    text.Append($"    {member}\n");
            }
        }

        return text.ToString();
    }

    internal static IEnumerable<string> Members(Type type) => type.IsEnum
        ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}")
        : type.GetMembers(Declared).Where(IsListed)
            .Select(member => (Rank: Rank(member), member.Name, Line: ApiMember.Line(member)))
            .OrderBy(member => member.Rank)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Line, StringComparer.Ordinal)
            .Select(member => member.Line);

    /// <summary>The name of the type that a line declares.</summary>
    internal static string NameIn(string declaration) => declaration.Split(" :")[0].Split(" where ")[0].Split('<')[0].Split(' ')[^1];

    /// <summary>What a serializer or a compiler does otherwise because of it.</summary>
    private static IEnumerable<string> Attributes(Type type)
    {
        if (type.IsDefined(typeof(FlagsAttribute)))
            yield return "[Flags]";
        if (type.GetCustomAttribute<JsonConverterAttribute>() is { ConverterType: { } converter })
            yield return $"[JsonConverter(typeof({ApiTypeName.Of(converter)}))]";
        if (type.IsDefined(typeof(ObsoleteAttribute)))
            yield return "[Obsolete]";
    }

    internal static string Declaration(Type type)
    {
        if (type.IsEnum)
            return $"enum {type.Name} : {ApiTypeName.Of(Enum.GetUnderlyingType(type))}";
        string modifiers = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "",
            { IsInterface: true } => "",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        bool isRecord = type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
        string kind = (isRecord, type.IsValueType, type.IsInterface) switch
        {
            (true, true, _) => "record struct",
            (true, false, _) => "record",
            (_, true, _) => "struct",
            (_, _, true) => "interface",
            _ => "class",
        };
        Type[] interfaces = type.GetInterfaces();
        IEnumerable<string> bases = (type is { IsValueType: false, BaseType: { } parent } && parent != typeof(object) ? [parent] : Type.EmptyTypes)
            .Concat(interfaces
                .Where(implemented => implemented.IsPublic && !interfaces.Any(other => other.GetInterfaces().Contains(implemented)))
                .Where(implemented => type.BaseType?.GetInterfaces().Contains(implemented) != true)
                .OrderBy(implemented => implemented.Name, StringComparer.Ordinal))
            .Select(ApiTypeName.Of);
        string list = string.Join(", ", bases);
        return $"{modifiers}{kind} {ApiTypeName.Of(type)}{(list.Length == 0 ? "" : $" : {list}")}{ApiMember.Constraints(type.GetGenericArguments())}";
    }

    private static bool IsListed(MemberInfo member) => member switch
    {
        MethodInfo method => method.Name is not ("<Clone>$" or "op_Equality" or "op_Inequality" or "Deconstruct")
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            && !OverridesObject(method) && !IsTypedEquals(method),
        PropertyInfo property => property.Name != "EqualityContract",
        Type => false,
        _ => true,
    };

    private static int Rank(MemberInfo member) => member switch
    {
        FieldInfo => 0,
        ConstructorInfo => 1,
        PropertyInfo => 2,
        _ => 3,
    };

    private static bool OverridesObject(MethodInfo method) => method.GetBaseDefinition().DeclaringType is var origin && (origin == typeof(object) || origin == typeof(ValueType));

    private static bool IsTypedEquals(MethodInfo method) =>
        method.Name == "Equals" && method.GetParameters() is [var only] && method.DeclaringType!.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(only.ParameterType));
}
