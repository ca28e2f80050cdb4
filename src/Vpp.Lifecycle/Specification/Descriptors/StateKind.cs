using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// What to expect of a state. Information for people, not a clock: no time-out follows from it, and a transient state
/// may last weeks (R17). Source: states page, column Kind.
/// </summary>
[JsonConverter(typeof(WireNameConverter<StateKind>))]
public enum StateKind : byte
{
    /// <summary>Left without waiting for a person, a device or another company.</summary>
    Transient,

    /// <summary>Stays until something outside happens.</summary>
    Resting,

    /// <summary>Never left: every trigger is rejected (R1).</summary>
    Terminal,
}
