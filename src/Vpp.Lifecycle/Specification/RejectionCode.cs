using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>Why a trigger was rejected, for programs to act on. The codes never change their meaning.</summary>
[JsonConverter(typeof(WireNameConverter<RejectionCode>))]
public enum RejectionCode : byte
{
    /// <summary>The state is terminal: nothing is permitted any more (R1). Where a new start is possible it is a new participation.</summary>
    TerminalState,

    /// <summary>A state that permits the trigger can still be reached from here: it came too early.</summary>
    NotYetPermitted,

    /// <summary>No state that permits the trigger can be reached from here: it came too late.</summary>
    NoLongerPermitted,
}
