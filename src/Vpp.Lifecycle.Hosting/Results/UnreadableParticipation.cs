namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// The participation's row cannot be read: it was damaged, or written by a later version. It is set aside and reported; everything else goes on. It is tried again when it
/// is read, and when a build with another specification starts.
/// </summary>
/// <param name="Id">The participation.</param>
/// <param name="Fault">What is wrong with it, with the place.</param>
public sealed record UnreadableParticipation(string Id, string Fault);
