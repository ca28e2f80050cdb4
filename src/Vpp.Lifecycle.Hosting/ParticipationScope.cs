namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Whose participations an operation may touch. To an operation within a scope, a participation outside of it is not found. Immutable; compares by value.
/// </summary>
/// <param name="AccountId">The account in the participation's details.</param>
/// <param name="LiveMode">The live mode in the participation's details.</param>
public sealed record ParticipationScope(string? AccountId, bool LiveMode)
{
    /// <summary>Whether a participation belongs to it.</summary>
    /// <param name="details">The participation's details.</param>
    /// <exception cref="ArgumentNullException"><paramref name="details"/> is null.</exception>
    public bool Contains(ParticipationDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return details.LiveMode == LiveMode && string.Equals(details.AccountId, AccountId, StringComparison.Ordinal);
    }
}
