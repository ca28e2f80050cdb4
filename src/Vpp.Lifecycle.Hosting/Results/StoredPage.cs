namespace Vpp.Lifecycle.Hosting;

/// <summary>A page of a device's participations. Immutable; safe to share between threads.</summary>
/// <param name="Page">The page, in the contract's order.</param>
/// <param name="LeftOut">How many rows could not be read and were left out: those that lie between the page's items, or after them when there are no more.</param>
public sealed record StoredPage(ParticipationPage Page, int LeftOut);
