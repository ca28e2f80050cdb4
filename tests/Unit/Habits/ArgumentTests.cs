using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

/// <summary>Every public method, called with each argument that it must not take.</summary>
public class ArgumentTests
{
    private static readonly Type[] Families =
        [typeof(ArgumentException), typeof(InvalidOperationException), typeof(FormatException), typeof(System.Text.Json.JsonException)];

    private static readonly IReadOnlyList<object> Objects = Samples.All;

    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public void Null_is_refused_by_name_wherever_it_is_not_allowed()
    {
        int calls = 0;
        var faults = new List<string>();
        foreach ((MethodBase method, object? instance, object?[] arguments) in Calls())
        {
            ParameterInfo[] parameters = method.GetParameters();
            for (int i = 0; i < parameters.Length; i++)
            {
                if (!RefusesNull(parameters[i]))
                    continue;
                Exception? thrown = Invoke(method, instance, With(arguments, i, null));
                if (thrown is not ArgumentNullException { ParamName: { } name } || name != NameOf(method, parameters[i]))
                    faults.Add($"{Name(method)}, {parameters[i].Name} null: {thrown?.GetType().Name ?? "no exception"} {thrown?.Message}");
                calls++;
            }
        }

        Faults.None(faults);
        Assert.True(calls > 10, $"Only {calls} calls were made.");
    }

    [Fact]
    public void A_number_that_is_no_member_of_an_enumeration_is_refused_by_name_and_value()
    {
        int calls = 0;
        var faults = new List<string>();
        foreach ((MethodBase method, object? instance, object?[] arguments) in Calls())
        {
            ParameterInfo[] parameters = method.GetParameters();
            for (int i = 0; i < parameters.Length; i++)
            {
                if (parameters[i].IsOut || !Library.HasNamedValues(parameters[i].ParameterType))
                    continue;
                Exception? thrown = Invoke(method, instance, With(arguments, i, Enum.ToObject(parameters[i].ParameterType, (byte)200)));
                if (thrown is not ArgumentOutOfRangeException { ParamName: { } name } || name != NameOf(method, parameters[i])
                    || !thrown.Message.StartsWith(Wording(parameters[i].ParameterType), StringComparison.Ordinal))
                {
                    faults.Add($"{Name(method)}, {parameters[i].Name} 200: {thrown?.GetType().Name ?? "no exception"} {thrown?.Message}");
                }

                calls++;
            }
        }

        Faults.None(faults);
        Assert.True(calls > 15, $"Only {calls} calls were made.");
    }

    /// <summary>The same words for every enumeration, with the names that other programs use.</summary>
    private static string Wording(Type enumeration) =>
        $"200 is not a defined {enumeration.Name}. Allowed: {string.Join(", ", Enum.GetNames(enumeration).Select(name => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name)))}.";

    [Fact]
    public void Exceptions_are_sealed_and_of_the_families_that_callers_catch() =>
        Faults.None(Library.PublicTypes.Where(type => type.IsAssignableTo(typeof(Exception)))
            .Where(type => !type.IsSealed || !type.Name.EndsWith("Exception", StringComparison.Ordinal) || !Families.Any(type.IsAssignableTo)));

    /// <summary>Each public method and constructor with an instance and arguments that it takes.</summary>
    private static IEnumerable<(MethodBase Method, object? Instance, object?[] Arguments)> Calls()
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (Type type in Library.ObjectTypes.Concat(Library.PublicTypes.Where(Library.IsStatic)))
        {
            IEnumerable<MethodBase> methods = type.GetMethods(Own).Where(method => !method.Name.StartsWith("op_", StringComparison.Ordinal)).Concat<MethodBase>(type.GetConstructors());
            foreach (MethodBase found in methods)
            {
                // What a base class from elsewhere demands is for that class to check.
                if (found is MethodInfo overriding && overriding.GetBaseDefinition().DeclaringType!.Assembly != type.Assembly)
                    continue;
                if (found.GetParameters().Any(parameter => (parameter.ParameterType.GetElementType() ?? parameter.ParameterType).IsByRefLike))
                    continue;
                MethodBase method = found is MethodInfo { IsGenericMethodDefinition: true } generic ? generic.MakeGenericMethod(ArgumentFor(generic)) : found;
                object? instance = method.IsStatic || method.IsConstructor ? null : Objects.First(type.IsInstanceOfType);
                yield return (method, instance, [.. method.GetParameters().Select(parameter => Argument(parameter.ParameterType))]);
            }
        }
    }

    private static Type ArgumentFor(MethodInfo generic) =>
        generic.GetGenericArguments()[0].GetGenericParameterConstraints().Contains(typeof(Enum)) ? typeof(Trigger) : typeof(string);

    private static object? Argument(Type type)
    {
        if (type == typeof(System.Text.Json.Utf8JsonWriter))
            return new System.Text.Json.Utf8JsonWriter(new MemoryStream());
        if (type.IsByRef || Nullable.GetUnderlyingType(type) is not null)
            return null;
        if (type == typeof(string))
            return "TEXT";
        if (Objects.FirstOrDefault(type.IsInstanceOfType) is { } sample)
            return sample;
        if (type.IsAssignableTo(typeof(Delegate)))
            return AnyDelegate(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
        if (type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) && type.IsInterface)
            return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    private static Delegate AnyDelegate(Type type)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        Expression body = invoke.ReturnType == typeof(void)
            ? Expression.Empty()
            : Expression.Default(invoke.ReturnType);
        return Expression
            .Lambda(type, body, invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)))
            .Compile();
    }

    private static bool RefusesNull(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && !parameter.IsOut && !parameter.ParameterType.IsByRef
        && Nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private static object?[] With(object?[] arguments, int index, object? value)
    {
        object?[] changed = [.. arguments];
        changed[index] = value;
        return changed;
    }

    private static Exception? Invoke(MethodBase method, object? instance, object?[] arguments)
    {
        try
        {
            _ = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(instance, arguments);
            return null;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }

    /// <summary>What is set on a property has the property's name.</summary>
    private static string? NameOf(MethodBase method, ParameterInfo parameter) =>
        method.Name.StartsWith("set_", StringComparison.Ordinal) ? method.Name[4..] : parameter.Name;

    private static string Name(MethodBase method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
