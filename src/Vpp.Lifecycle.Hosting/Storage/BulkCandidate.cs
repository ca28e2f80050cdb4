namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What tells whether a trigger concerns a participation.</summary>
internal sealed record BulkCandidate(string Id, int Configuration, long? NextDueAt);
