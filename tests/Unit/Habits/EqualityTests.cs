using System.Reflection;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public class EqualityTests
{
    [Fact]
    public void A_type_that_compares_by_value_has_all_of_equality() =>
        Faults.None(Library.ObjectTypes.Where(Library.IsValue).SelectMany(Missing));

    [Fact]
    public void A_type_that_has_equality_says_that_it_compares_by_value() =>
        Faults.None(Library.ObjectTypes.Where(type => IsEquatable(type) && !Library.About(type).Contains("compares by value", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_value_type_has_samples() =>
        Faults.None(Library.ObjectTypes.Where(Library.IsValue).Where(type => Samples.Of(type).Distinct().Count() < 2));

    [Fact]
    public void Every_other_type_has_a_sample() =>
        Faults.None(Library.ObjectTypes.Where(type => !Library.IsValue(type) && Samples.Of(type).Count == 0));

    [Fact]
    public void Values_made_twice_alike_are_equal_by_every_form_of_equality_and_different_ones_by_none()
    {
        foreach (Type type in Library.ObjectTypes.Where(Library.IsValue))
        {
            IReadOnlyList<object> once = Samples.Of(type);
            IReadOnlyList<object> again = Samples.Of(type);
            bool[] differs = new bool[once.Count];
            for (int i = 0; i < once.Count; i++)
            {
                for (int j = 0; j < again.Count; j++)
                {
                    bool[] forms = FormsOfEquality(type, once[i], again[j]);
                    Assert.True(forms.Distinct().Count() == 1, $"{type.Name}: {once[i]} and {again[j]}: {string.Join(", ", forms)}");
                    Assert.True(i != j || forms[0], $"{type.Name}: {once[i]} was made twice and is not equal.");
                    Assert.True(!forms[0] || once[i].GetHashCode() == again[j].GetHashCode(), $"{type.Name}: {once[i]} is equal and has another hash code.");
                    differs[i] |= !forms[0];
                }
            }

            Assert.True(Array.TrueForAll(differs, differing => differing), $"{type.Name}: a sample equals all others.");
        }
    }

    [Fact]
    public void Nothing_equals_null_or_a_value_of_another_type()
    {
        foreach (object value in Samples.All)
        {
            Assert.False(value.Equals(null), value.GetType().Name);
            Assert.False(value.Equals(new object()), value.GetType().Name);
        }
    }

    [Fact]
    public void By_the_operators_null_equals_null_alone()
    {
        foreach (object value in Samples.All.Where(value => Library.IsValue(value.GetType()) && !value.GetType().IsValueType))
        {
            object?[] pairs = [Compare("op_Equality", null, null), Compare("op_Equality", value, null), Compare("op_Equality", null, value)];
            object?[] differences = [Compare("op_Inequality", null, null), Compare("op_Inequality", value, null), Compare("op_Inequality", null, value)];

            Assert.Equal([true, false, false], pairs);
            Assert.Equal([false, true, true], differences);

            object? Compare(string form, object? left, object? right) => value.GetType().GetMethod(form)!.Invoke(null, [left, right]);
        }
    }

    /// <summary>Whoever knows one result of the library knows them all.</summary>
    [Fact]
    public void Whatever_is_either_accepted_or_not_is_taken_apart_in_the_same_ways()
    {
        Type[] unions = [.. Library.ObjectTypes.Where(type => type.GetProperty("IsAccepted") is not null)];

        Faults.None(
            from type in unions
            from member in (string[])["Match", "Switch", "TryPickAccepted", "TryPickRejected"]
            where type.GetMethod(member) is null
            select $"{type.Name}.{member}");
        Assert.Equal(4, unions.Length);
    }

    private static bool[] FormsOfEquality(Type type, object left, object right) =>
    [
        left.Equals(right),
        (bool)typeof(IEquatable<>).MakeGenericType(type).GetMethod("Equals")!.Invoke(left, [right])!,
        (bool)type.GetMethod("op_Equality")!.Invoke(null, [left, right])!,
        !(bool)type.GetMethod("op_Inequality")!.Invoke(null, [left, right])!,
    ];

    private static IEnumerable<string> Missing(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (!IsEquatable(type))
            yield return $"{type.Name}: IEquatable<{type.Name}>";
        if (type.GetMethod("Equals", Own, [typeof(object)]) is null)
            yield return $"{type.Name}: Equals(object)";
        if (type.GetMethod("GetHashCode", Own, []) is null)
            yield return $"{type.Name}: GetHashCode()";
        if (!Library.IsOurs(type.GetMethod("ToString", [])!.DeclaringType!))
            yield return $"{type.Name}: ToString()";
        foreach (string operation in (string[])["op_Equality", "op_Inequality"])
        {
            if (type.GetMethod(operation, Own) is null)
                yield return $"{type.Name}: {operation}";
        }
    }

    private static bool IsEquatable(Type type) => type.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(type));
}
