namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>A theory's cases on SQLite, which every machine has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnSqliteAttribute() : DatabaseDataAttribute(Services.Sqlite);
