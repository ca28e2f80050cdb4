namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// What a host decides to do with a stored participation (<see cref="IParticipationStore.ChangeAsync"/>). The store carries it out: it applies the triggers and the amendment
/// itself, so that a snapshot is always what its history says. Immutable; safe to share between threads.
/// </summary>
public sealed record Decision
{
    private Decision()
    {
    }

    internal IReadOnlyList<TriggerAt> Triggers { get; private init; } = [];

    internal ParticipationDetails? Details { get; private init; }

    internal ChangeRejection? Rejected { get; private init; }

    internal bool SetsHostData { get; private init; }

    internal string? NewHostData { get; private init; }

    /// <summary>Statements on the host's own tables for this decision, beside those of <see cref="ParticipationWrite.Also"/>; executed only with a write.</summary>
    public IReadOnlyList<SqlStatement> Also { get; init; } = [];

    /// <summary>What the host is given back with a repeat beside the result; null for that of <see cref="ParticipationWrite.Memo"/>.</summary>
    public string? Memo { get; init; }

    /// <summary>Nothing is to be changed: accepted as it is, and nothing written but the key, if there is one.</summary>
    public static Decision Unchanged { get; } = new();

    /// <summary>One trigger, delivered at the host's clock (R28).</summary>
    /// <param name="trigger">What happened.</param>
    /// <param name="occurredAt">When it happened.</param>
    public static Decision Fire(Trigger trigger, DateTimeOffset occurredAt) => Fire([new TriggerAt(trigger, occurredAt)]);

    /// <summary>Several triggers in order, all of them or none.</summary>
    /// <param name="triggers">What happened.</param>
    /// <exception cref="ArgumentNullException"><paramref name="triggers"/> is null.</exception>
    public static Decision Fire(IEnumerable<TriggerAt> triggers)
    {
        ArgumentNullException.ThrowIfNull(triggers);
        return new Decision { Triggers = [.. triggers] };
    }

    /// <summary>New details (R18).</summary>
    /// <param name="details">The details from now on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="details"/> is null.</exception>
    public static Decision Amend(ParticipationDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return new Decision { Details = details };
    }

    /// <summary>A rejection by the host's own rules. Nothing is written but, when it is final, the key.</summary>
    /// <param name="rejection">The rejection.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rejection"/> is null.</exception>
    public static Decision Reject(HostRejection rejection)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return new Decision { Rejected = rejection };
    }

    /// <summary>This decision, and the host's data beside the participation from now on. A write of its own where nothing else changes.</summary>
    /// <param name="hostData">The data, at most <see cref="ParticipationLimits.HostData"/> characters; null for none.</param>
    /// <exception cref="ArgumentException">The data is too long.</exception>
    public Decision WithHostData(string? hostData)
    {
        if (hostData?.Length > ParticipationLimits.HostData)
            throw new ArgumentException($"The host's data has {hostData.Length} characters. Allowed: {ParticipationLimits.HostData}.", nameof(hostData));
        return this with { SetsHostData = true, NewHostData = hostData };
    }
}
