namespace Vpp.Lifecycle.Hosting;

/// <summary>Which database a connection string is for.</summary>
internal enum DatabaseKind
{
    /// <summary>The one that it names.</summary>
    AsItSays,

    Sqlite,

    Postgres,
}
