namespace Vpp.Lifecycle.Hosting;

/// <summary>A subscription cannot go on: entries after its position are not kept any more, or the database never gave the position out.</summary>
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
        ? $"This database never gave out the position {after}: it is of another database, or this one was restored to an earlier time. The oldest entries that are kept follow {notKept.Oldest}."
        : $"Entries after the position {after} are not kept any more. The oldest that are kept follow {notKept.Oldest}.";
}
