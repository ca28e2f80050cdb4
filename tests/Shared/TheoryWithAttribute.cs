namespace Vpp.Lifecycle.Tests;

/// <summary>A theory that is skipped, and says so, on a machine that has not all that it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithAttribute : TheoryAttribute
{
    public TheoryWithAttribute(params string[] needed) => Skip = Requirement.Missing(needed);
}
