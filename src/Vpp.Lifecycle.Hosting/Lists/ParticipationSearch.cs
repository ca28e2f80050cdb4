namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Which of an account's participations are looked for, and which page of them. Every condition given must hold. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// The order is newest first: the creation time descending, then the identifier. With <see cref="ChangedSince"/> it is the order of the changes, the oldest first, so that who goes on
/// from the last page meets what has changed meanwhile.
/// </remarks>
public sealed record ParticipationSearch
{
    /// <summary>How many participations a page holds when the search does not say: 30.</summary>
    public const int DefaultLimit = 30;

    /// <summary>How many participations a page may hold: 1,000.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>A search.</summary>
    /// <param name="within">Whose participations.</param>
    /// <exception cref="ArgumentNullException"><paramref name="within"/> is null.</exception>
    public ParticipationSearch(ParticipationScope within)
    {
        ArgumentNullException.ThrowIfNull(within);
        Within = within;
    }

    /// <summary>Whose participations.</summary>
    public ParticipationScope Within { get; }

    /// <summary>The programme; null for all of them.</summary>
    public string? ProgrammeId { get; init; }

    /// <summary>The states, one of which it is in; none for any.</summary>
    public IReadOnlyCollection<ParticipationState> States { get; init; } = [];

    /// <summary>The suspension reasons, at least one of which is active; none for any, suspended or not.</summary>
    public IReadOnlyCollection<SuspensionReason> SuspensionReasons { get; init; } = [];

    /// <summary>
    /// Only those that were changed at this time or later, by the host's clock when it was written: an event that came late counts when it came. Null for all. A repeat that changed nothing is
    /// no change.
    /// </summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>How many participations the page holds at most, 1 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public int Limit
    {
        get;
        init => field = value is >= 1 and <= MaxLimit ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{value} is not allowed. Allowed: 1 to {MaxLimit}.");
    } = DefaultLimit;

    /// <summary>The cursor after which the page begins, as the list goes: that of a page's item (<see cref="SearchPage"/>). Null for the first page.</summary>
    public string? StartingAfter { get; init; }

    /// <summary>The cursor before which the page ends; not together with <see cref="StartingAfter"/>.</summary>
    public string? EndingBefore { get; init; }

    /// <summary>The configurations of which it is in one, read off the lifecycle.</summary>
    public IReadOnlyList<Configuration> Configurations =>
    [
        .. Configuration.All.Where(configuration =>
            (States.Count == 0 || States.Contains(configuration.State))
            && (SuspensionReasons.Count == 0 || SuspensionReasons.Any(reason => configuration.SuspensionReasons.Contains(reason)))),
    ];

    internal string? Cursor => StartingAfter ?? EndingBefore;

    internal bool IsBackward => EndingBefore is not null;
}
