namespace Vpp.Lifecycle.Hosting;

/// <summary>A subscription cannot go on: entries after its position are not kept any more.</summary>
public sealed class FeedPositionNotKeptException : InvalidOperationException
{
    /// <summary>A subscription that cannot go on.</summary>
    /// <param name="notKept">Where to begin again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="notKept"/> is null.</exception>
    internal FeedPositionNotKeptException(PositionNotKept notKept)
        : base($"Entries after the position are not kept any more. The oldest that are kept follow {(notKept ?? throw new ArgumentNullException(nameof(notKept))).Oldest}.") =>
        NotKept = notKept;

    /// <summary>Where to begin again.</summary>
    public PositionNotKept NotKept { get; }
}
