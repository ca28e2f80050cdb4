using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public class ImmutabilityTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] ImmutableFromElsewhere =
        [typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Uri), typeof(object)];

    // Interfaces through which nothing can be changed; what is behind them is looked at by the tests below.
    private static readonly Type[] ReadOnlyInterfaces =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>)];

    [Fact]
    public void No_public_member_can_be_set_after_construction() =>
        Faults.None(Library.PublicTypes
            .SelectMany(type => type.GetProperties(Everything))
            .Where(property => property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))));

    [Fact]
    public void No_public_field_is_there_but_constants_and_read_only_ones() =>
        Faults.None(Library.PublicTypes
            .Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && !(field.IsInitOnly && field.IsStatic)));

    /// <summary>A class is sealed, or has a member that nobody outside can write: private constructors alone do not close a record, which can be copied.</summary>
    [Fact]
    public void No_class_can_be_derived_from_outside() =>
        Faults.None(Library.ObjectTypes
            .Where(type => !type.IsSealed && !type.GetMethods(Everything).Any(method => method is { IsAbstract: true } and ({ IsAssembly: true } or { IsFamilyAndAssembly: true }))));

    [Fact]
    public void No_mutable_field_can_be_reached_from_a_public_type() =>
        Faults.None(Library.ObjectTypes.SelectMany(type => MutableFields(type, [])).Distinct());

    [Fact]
    public void No_static_field_anywhere_can_be_assigned_again() =>
        Faults.None(Library.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !IsGenerated(type))
            .SelectMany(type => type.GetFields(Everything))
            .Where(field => field.IsStatic && !field.IsLiteral && !field.IsInitOnly)
            .Select(Name));

    [Fact]
    public void No_property_hands_out_an_array_or_another_collection_that_can_be_changed() =>
        Faults.None(Library.PublicTypes
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => CanBeChanged(method.ReturnType) && !method.ReturnType.IsAssignableTo(typeof(IEnumerator)) && !IsNewByName(method)));

    [Fact]
    public void No_read_only_collection_is_an_array_or_a_list_underneath()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var changeable = new List<string>();
        foreach (object value in Samples.All)
            Walk(value, value.GetType().Name, seen, changeable);
        foreach (Type type in Library.PublicTypes)
        {
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Static))
                Walk(property.GetValue(null), $"{type.Name}.{property.Name}", seen, changeable);
        }

        Faults.None(changeable);
        Assert.True(seen.Count > 200, $"Only {seen.Count} objects were looked at.");
    }

    /// <summary>"ToArray" and the like make what they hand out.</summary>
    private static bool IsNewByName(MethodInfo method) =>
        method.Name.StartsWith("To", StringComparison.Ordinal) || method.Name.StartsWith("Write", StringComparison.Ordinal);

    private static bool CanBeChanged(Type type) =>
        type.IsArray || (type.IsAssignableTo(typeof(IEnumerable)) && type != typeof(string) && !IsReadOnlyCollection(type));

    private static bool IsReadOnlyCollection(Type type) =>
        Library.IsOurs(type) || (type.IsGenericType && ReadOnlyInterfaces.Append(typeof(IEnumerable<>)).Contains(type.GetGenericTypeDefinition()));

    private static IEnumerable<string> MutableFields(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            yield break;
        IEnumerable<FieldInfo> fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        foreach (FieldInfo field in fields.Where(field => Library.IsOurs(field.DeclaringType!)))
        {
            if (!field.IsInitOnly)
                yield return $"{Name(field)} can be assigned again";
            foreach (string fault in FaultsOf(field, field.FieldType, seen))
                yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOf(FieldInfo field, Type type, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || ImmutableFromElsewhere.Contains(type))
            return [];
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return FaultsOf(field, inner, seen);
        // A private array that no member hands out: the tests above see to that.
        if (type.IsArray && field.IsPrivate)
            return FaultsOf(field, type.GetElementType()!, seen);
        if (type.IsGenericType && (ReadOnlyInterfaces.Contains(type.GetGenericTypeDefinition()) || type.Namespace == "System.Collections.Immutable"))
            return type.GetGenericArguments().SelectMany(argument => FaultsOf(field, argument, seen));
        if (type.IsAssignableTo(typeof(Delegate)))
            return [];
        if (Library.IsOurs(type))
            return MutableFields(type, seen);
        return [$"{Name(field)} is a {type}, which may be mutable"];
    }

    private static void Walk(object? value, string path, HashSet<object> seen, List<string> changeable)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
            return;
        if (!value.GetType().IsValueType && !seen.Add(value))
            return;
        if (value is Array { Length: > 0 } || (value is IList { IsReadOnly: false, Count: > 0 }) || (value is IDictionary { IsReadOnly: false }))
            changeable.Add($"{path} is a {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                Walk(item, path + "[]", seen, changeable);
        }

        if (!Library.IsOurs(value.GetType()))
            return;
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            bool isOurs = Library.IsOurs(property.DeclaringType!);
            if (!isOurs || property.GetIndexParameters().Length > 0 || property.PropertyType == value.GetType())
                continue;
            object? found;
            try
            {
                found = property.GetValue(value);
            }
            catch (TargetInvocationException)
            {
                continue;
            }

            Walk(found, $"{path}.{property.Name}", seen, changeable);
        }
    }

    private static bool IsGenerated(Type? type) =>
        type is not null && (type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.StartsWith('<') || IsGenerated(type.DeclaringType));

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";
}
