namespace Vpp.Lifecycle;

/// <summary>
/// A list query's cursor is no participation of its device, as far as the store knows. Stores throw it; a service answers it as a bad
/// request. Whether the identifier exists elsewhere is not said.
/// </summary>
public sealed class UnknownCursorException : ArgumentException
{
    /// <summary>For a query whose cursor was not found.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    public UnknownCursorException(ParticipationListQuery query)
        : base(MessageFor(query)) => Query = query;

    /// <summary>The query.</summary>
    public ParticipationListQuery Query { get; }

    private static string MessageFor(ParticipationListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string parameter = query.IsBackward ? "ending_before" : "starting_after";
        return $"{parameter}: \"{Excerpt.Of(query.Cursor ?? "")}\" is no participation of the device \"{Excerpt.Of(query.DeviceId)}\".";
    }
}
