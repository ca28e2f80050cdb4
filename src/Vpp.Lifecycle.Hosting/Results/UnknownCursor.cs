namespace Vpp.Lifecycle.Hosting;

/// <summary>The cursor of a list is no participation of that device within the scope.</summary>
/// <param name="Query">The query with the cursor.</param>
public sealed record UnknownCursor(ParticipationListQuery Query);
