using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>What a statement does to the committed state, under which locks.</summary>
/// <param name="Locks">What it locks, in the order in which the server would come to it.</param>
/// <param name="Apply">The state after it, and how many rows it wrote; or which constraint refuses it.</param>
internal sealed record ModelOperation(IReadOnlyList<string> Locks, Func<DatabaseState, (DatabaseState After, int Rows, WriteOutcome? Refused)> Apply)
{
    public ModelOperation(IReadOnlyList<string> locks, Func<DatabaseState, (DatabaseState After, int Rows)> apply)
        : this(locks, state => apply(state) is var (after, rows) ? (after, rows, null) : default)
    {
    }

    /// <summary>The operation as the code under test carries it: its first value is the row that is written first.</summary>
    public SqlStatement ToStatement(string row) => new("model", row, this);

    public static ModelOperation Of(SqlStatement statement) => (ModelOperation)statement.Values[1]!;

    public static string Row(string id) => $"row {id}";

    public static string Key(string name) => $"key {name}";

    public static string OpenPlace(string deviceId, string programmeId) => $"place {deviceId}/{programmeId}";
}
