namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// The database cannot be used as it is, and whoever runs the host can mend that: no such database or folder, a server that does not answer, another encoding than UTF-8, a user who may make no tables, a newer schema, a setting that names none. The
/// message is for them. Thrown at start only.
/// </summary>
public sealed class UnusableDatabaseException : Exception
{
    /// <summary>A database that cannot be used.</summary>
    /// <param name="message">What is wrong and what is needed.</param>
    /// <param name="inner">What the database said; null when it said nothing.</param>
    public UnusableDatabaseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
