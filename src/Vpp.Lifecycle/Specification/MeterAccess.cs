using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>Whether a participation needs access to the site's boundary meter, and has it. Source: lifecycle names; R6.</summary>
[JsonConverter(typeof(WireNameConverter<MeterAccess>))]
public enum MeterAccess : byte
{
    /// <summary>The programme does not need the meter.</summary>
    NotRequired,

    /// <summary>Needed and not there yet: <em>outstanding</em>.</summary>
    Required,

    /// <summary>The meter can be read.</summary>
    Available,
}
