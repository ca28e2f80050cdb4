namespace Vpp.Lifecycle.Hosting;

/// <summary>There is no such participation, or none within the scope asked about. Nothing was written.</summary>
/// <param name="Id">The identifier asked for.</param>
public sealed record ParticipationNotFound(string Id);
