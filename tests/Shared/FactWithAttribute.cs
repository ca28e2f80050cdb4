namespace Vpp.Lifecycle.Tests;

/// <summary>A fact that is skipped, and says so, on a machine that has not all that it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params string[] needed) => Skip = Requirement.Missing(needed);
}
