using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// The status of an enrollment: what the 16 states of a participation look like from further away. Which state shows which status
/// is <see cref="FlipStatusMapping"/>'s to say.
/// </summary>
/// <remarks>Source: Flip Utility API, "Update enrollment", the values of <c>status</c>, in their order.</remarks>
[JsonConverter(typeof(WireNameConverter<FlipEnrollmentStatus>))]
public enum FlipEnrollmentStatus : byte
{
    /// <summary>Requested, and nothing has happened yet.</summary>
    Created,

    /// <summary>Taking part.</summary>
    Active,

    /// <summary>Waiting for the customer or the device.</summary>
    NeedsAction,

    /// <summary>Being checked.</summary>
    Pending,

    /// <summary>Ended before it ever was active.</summary>
    Rejected,

    /// <summary>Leaving, or left.</summary>
    Unenrolled,

    /// <summary>Approved, and being registered.</summary>
    Submitted,

    /// <summary>Enrolled, but suspended for the time being.</summary>
    Paused,
}
