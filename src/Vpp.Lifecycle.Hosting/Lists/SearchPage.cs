namespace Vpp.Lifecycle.Hosting;

/// <summary>A page of the participations that a search finds. Immutable; safe to share between threads.</summary>
/// <param name="Items">The participations, in the list's order, whichever way it was travelled.</param>
/// <param name="HasMore">Whether more lie beyond the page in the direction travelled.</param>
/// <param name="FirstCursor">The cursor of the first item, for the page before it; the one asked with where there is no item, and null where there was none.</param>
/// <param name="LastCursor">The cursor of the last item, for the page after it; likewise. With <see cref="ParticipationSearch.ChangedSince"/>, what changes later comes after it.</param>
/// <param name="LeftOut">How many rows could not be read and were left out: those between the page's items, or after them when there are no more.</param>
public sealed record SearchPage(IReadOnlyList<StoredParticipation> Items, bool HasMore, string? FirstCursor, string? LastCursor, int LeftOut);
