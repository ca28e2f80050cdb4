namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A theory's cases on PostgreSQL, skipped on a machine that has not got it, or not all else that they need there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnPostgreSqlAttribute : DatabaseDataAttribute
{
    public OnPostgreSqlAttribute(params string[] alsoNeeded)
        : base(Services.PostgreSql) => Skip = Requirement.Missing([Requirement.PostgreSql, .. alsoNeeded]);
}
