using System.Data.Common;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans;

/// <summary>
/// A request could not be done or not be answered: the database cannot be used, or the silo that has the participation is gone, unreachable or overloaded. Whether a write was
/// done is not known: repeat it with its <see cref="ParticipationWrite.Key"/>. As a <see cref="DbException"/> it is what hosts of an <see cref="IParticipationStore"/> expect.
/// </summary>
[GenerateSerializer]
public sealed class ParticipationsUnavailableException : DbException
{
    /// <summary>An unknown fault.</summary>
    public ParticipationsUnavailableException()
    {
    }

    /// <summary>A fault in words.</summary>
    /// <param name="message">What was wrong.</param>
    public ParticipationsUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>A fault that comes of another.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="innerException">The other.</param>
    public ParticipationsUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ParticipationsUnavailableException(string message, string? sqlState)
        : base(message) => State = sqlState;

    /// <summary>The database's own code (SQLSTATE); null where it has none, or the fault was not the database's.</summary>
    public override string? SqlState => State;

    [Id(0)]
    private string? State { get; set; }
}
