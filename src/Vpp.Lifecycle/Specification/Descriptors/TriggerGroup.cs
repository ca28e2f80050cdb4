using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>What a trigger is about. Source: lifecycle names, the table of triggers.</summary>
[JsonConverter(typeof(WireNameConverter<TriggerGroup>))]
public enum TriggerGroup : byte
{
    /// <summary>Takes an enrolment forward, or ends it at INELIGIBLE.</summary>
    Enrolment,

    /// <summary>Ends an enrolment at FAILED (R2).</summary>
    Failure,

    /// <summary>Raises or clears a suspension reason (R3).</summary>
    Suspension,

    /// <summary>Takes a participation out of the programme.</summary>
    Unenrolment,
}
