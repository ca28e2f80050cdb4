using System.Reflection;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

public class FactoryTests
{
    /// <summary>What is made in the words of the lifecycle, or chosen.</summary>
    private static readonly string[] Verbs = ["Request", "Replay", "Choose"];

    [Fact]
    public void A_factory_is_called_From_what_it_is_made_of_or_Parse() =>
        Faults.None(
            from type in Library.PublicTypes
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.ReturnType == type && !method.IsSpecialName
            where !method.Name.StartsWith("From", StringComparison.Ordinal) && method.Name != "Parse" && !Verbs.Contains(method.Name)
            select $"{type.Name}.{method.Name}");
}
