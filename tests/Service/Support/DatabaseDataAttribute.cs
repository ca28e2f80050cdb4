using System.Reflection;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Cases on one database.</summary>
internal abstract class DatabaseDataAttribute(string database) : DataAttribute
{
    /// <summary>A static method of the test's class that gives the cases on the database of a name; without it there is one, the name alone.</summary>
    public string? Cases { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Cases is null
        ? [[database]]
        : (IEnumerable<object[]>)testMethod.DeclaringType!.GetMethod(Cases, BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [database])!;
}
