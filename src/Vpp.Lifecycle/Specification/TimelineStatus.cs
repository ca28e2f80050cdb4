using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>Where a timeline entry stands (R11).</summary>
[JsonConverter(typeof(WireNameConverter<TimelineStatus>))]
public enum TimelineStatus : byte
{
    /// <summary>Visited and left.</summary>
    Complete,

    /// <summary>The current state; exactly one entry, also when the state is terminal.</summary>
    InProgress,

    /// <summary>Expected to come.</summary>
    Pending,
}
