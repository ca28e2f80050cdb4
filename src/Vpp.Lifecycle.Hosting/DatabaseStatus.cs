namespace Vpp.Lifecycle.Hosting;

/// <summary>Whether a database can be read and written.</summary>
public enum DatabaseStatus
{
    /// <summary>It can be read and written.</summary>
    Available,

    /// <summary>It can be read only: a standby, a server that is set to read-only transactions, a file without write permission.</summary>
    ReadOnly,

    /// <summary>It cannot be reached.</summary>
    Unavailable,
}
