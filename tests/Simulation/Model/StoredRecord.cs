using System.Collections.Immutable;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>All that the database has of one participation. Immutable.</summary>
internal sealed record StoredRecord(ParticipationRow Row)
{
    /// <summary>When the latest write was asked for, in UTC ticks: what had fallen due by then must be in it.</summary>
    public long AskedAt { get; init; }

    public ImmutableList<EventRow> Events { get; init; } = [];

    public ImmutableList<PastVisit> Visits { get; init; } = [];

    public ImmutableList<CheckpointRow> Checkpoints { get; init; } = [];
}
