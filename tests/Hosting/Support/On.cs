using System.Reflection;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>Cases on one database.</summary>
internal abstract class DatabaseDataAttribute(string database) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[database]];
}

/// <summary>A theory's case on SQLite, which every machine has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnSqliteAttribute() : DatabaseDataAttribute(TestDatabases.Sqlite);

/// <summary>A theory's case on PostgreSQL, skipped on a machine that has not got it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnPostgreSqlAttribute : DatabaseDataAttribute
{
    public OnPostgreSqlAttribute()
        : base(TestDatabases.PostgreSql) => Skip = Requirement.Missing(Requirement.PostgreSql);
}
