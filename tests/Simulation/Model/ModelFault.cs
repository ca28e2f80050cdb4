using System.Data.Common;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>What a driver would throw.</summary>
internal abstract class ModelFault(string message) : DbException(message);

/// <summary>The connection is gone; whether the transaction was committed is not known to who waits for it.</summary>
internal sealed class ConnectionLostFault(string why) : ModelFault($"The connection is lost: {why}.");

/// <summary>Nothing came in time: no connection of the pool was free.</summary>
internal sealed class PoolExhaustedFault() : ModelFault("No connection of the pool was free in time.");

/// <summary>The server has rolled the transaction back and says so.</summary>
internal abstract class RolledBackFault(string message) : ModelFault(message);

/// <summary>A constraint of the schema refused it.</summary>
internal sealed class ConstraintFault(WriteOutcome outcome) : RolledBackFault($"A constraint refused it: {outcome}.")
{
    public WriteOutcome Outcome => outcome;
}

/// <summary>Another transaction held a lock for too long.</summary>
internal sealed class LockTimeoutFault(string name) : RolledBackFault($"Another transaction holds {name}.");
