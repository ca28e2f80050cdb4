using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>What firing a trigger does to a configuration.</summary>
/// <remarks>The numbers are the two high bits of a <see cref="Step"/>; stored, never changed.</remarks>
[JsonConverter(typeof(WireNameConverter<Outcome>))]
public enum Outcome : byte
{
    /// <summary>The state changed.</summary>
    Transitioned = 0,

    /// <summary>Same state, but something was recorded: a reason added or removed while others remain, a fact.</summary>
    Updated = 1,

    /// <summary>Accepted, with nothing to change: a repeat, a heartbeat.</summary>
    Ignored = 2,

    /// <summary>No rule applies; nothing changed (R8).</summary>
    Rejected = 3,
}
