namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// The cursor of a search is none: it has not the form, or it names no participation of that account, mode and programme, or a time at which the participation was not there to be listed.
/// </summary>
/// <param name="Cursor">The cursor.</param>
/// <param name="Reason">What is wrong with it, in words.</param>
public sealed record UnknownSearchCursor(string Cursor, string Reason);
