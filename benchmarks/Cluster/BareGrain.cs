using Orleans.Placement;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Benchmarks.Cluster;

/// <summary>A grain that knows no lifecycle: it writes a snapshot of some size over its version, and an event.</summary>
public interface IBareGrain : IGrainWithStringKey
{
    Task WriteAsync();
}

[PreferLocalPlacement]
internal sealed class BareGrain(IParticipationDatabase database) : Grain, IBareGrain
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, version BIGINT NOT NULL, snapshot TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS bare_event (id TEXT NOT NULL, sequence BIGINT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (id, sequence));
        """;

    private static readonly string Snapshot = new('s', 900);
    private static readonly string Event = new('e', 160);

    private long _version;

    public async Task WriteAsync()
    {
        string id = this.GetPrimaryKeyString();
        await database.ExecuteAsync(
        [
            new SqlStatement(
                "INSERT INTO bare (id, version, snapshot) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET version = CASE WHEN bare.version = $4 THEN $2 END, snapshot = $3",
                id, _version + 1, Snapshot, _version),
            new SqlStatement("INSERT INTO bare_event (id, sequence, event) VALUES ($1, $2, $3)", id, _version + 1, Event),
        ]);
        _version++;
    }
}
