namespace Vpp.Lifecycle.Hosting;

/// <summary>A subscription cannot go on: entries after its position are not kept any more, or the database has no such position, as after it lost commits.</summary>
public sealed class FeedPositionNotKeptException : InvalidOperationException
{
    /// <summary>A subscription that cannot go on.</summary>
    /// <param name="after">The position asked for.</param>
    /// <param name="notKept">Where to begin again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="notKept"/> is null.</exception>
    internal FeedPositionNotKeptException(FeedPosition? after, PositionNotKept notKept)
        : base(Describe(after, notKept ?? throw new ArgumentNullException(nameof(notKept)))) =>
        NotKept = notKept;

    /// <summary>Where to begin again.</summary>
    public PositionNotKept NotKept { get; }

    private static string Describe(FeedPosition? after, PositionNotKept notKept) => after > notKept.Oldest
        ? $"There is no position {after}: it is of another database, or this one has lost commits, by a restore or a standby that took over. The oldest entries that are kept follow {notKept.Oldest}."
        : $"Entries after the position {after} are not kept any more. The oldest that are kept follow {notKept.Oldest}.";
}
