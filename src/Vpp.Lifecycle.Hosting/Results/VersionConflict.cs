namespace Vpp.Lifecycle.Hosting;

/// <summary>The participation has none of the versions that the request was made for. Nothing was written.</summary>
/// <param name="Current">The participation as it is.</param>
public sealed record VersionConflict(StoredParticipation Current);
