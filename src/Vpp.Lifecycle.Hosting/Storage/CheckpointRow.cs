namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>A snapshot as it was after an event, from which later ones are made again without replaying the whole history.</summary>
internal sealed record CheckpointRow(long Sequence, string Snapshot);
