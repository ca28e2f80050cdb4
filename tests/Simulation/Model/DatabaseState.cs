using System.Collections.Immutable;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>What is committed at a moment: a value, so that a restore, or a standby that takes over, is an earlier one. Immutable.</summary>
internal sealed record DatabaseState
{
    public static DatabaseState Empty { get; } = new();

    public ImmutableSortedDictionary<string, StoredRecord> Participations { get; init; } = ImmutableSortedDictionary.Create<string, StoredRecord>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, SetAsideParticipation> SetAside { get; init; } = ImmutableSortedDictionary.Create<string, SetAsideParticipation>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, KeyRow> Keys { get; init; } = ImmutableSortedDictionary.Create<string, KeyRow>(StringComparer.Ordinal);

    public SettingsInForce? InForce { get; init; }

    public ImmutableList<FeedRow> Outbox { get; init; } = [];

    public ImmutableList<FeedRow> Feed { get; init; } = [];

    public long LastPosition { get; init; }

    public long PrunedTo { get; init; }

    public StoredRecord? Find(string id) => Participations.GetValueOrDefault(id);

    public DatabaseState With(StoredRecord record) => this with { Participations = Participations.SetItem(record.Row.Id, record) };

    public static string KeyOf(string scope, string key) => $"{scope}/{key}";
}
