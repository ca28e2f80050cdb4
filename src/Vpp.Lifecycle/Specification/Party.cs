using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>Who makes a trigger happen. Source: R30.</summary>
[JsonConverter(typeof(WireNameConverter<Party>))]
public enum Party : byte
{
    /// <summary>The customer whose device takes part.</summary>
    Customer,

    /// <summary>The device itself.</summary>
    Device,

    /// <summary>The operator of the programme.</summary>
    Operator,

    /// <summary>The application that embeds the lifecycle.</summary>
    Host,
}
