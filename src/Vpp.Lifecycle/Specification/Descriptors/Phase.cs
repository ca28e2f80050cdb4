using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>The part of the lifecycle that a state belongs to. Source: states page, its three groups; R27 for the fourth.</summary>
[JsonConverter(typeof(WireNameConverter<Phase>))]
public enum Phase : byte
{
    /// <summary>From the request to join up to REGISTERED, and INELIGIBLE: nine states.</summary>
    Enrolment,

    /// <summary>ACTIVE and SUSPENDED.</summary>
    Participation,

    /// <summary>From the request to leave up to OFFBOARDED: four states.</summary>
    Unenrolment,

    /// <summary>FAILED alone, which stands outside the three groups.</summary>
    Failure,
}
