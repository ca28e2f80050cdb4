namespace Vpp.Lifecycle.Json;

/// <summary>What an event is.</summary>
internal enum EventKind : byte
{
    /// <summary>No event: something is wrong with the text.</summary>
    None,

    /// <summary>A <see cref="ParticipationRequested"/>.</summary>
    Requested,

    /// <summary>A <see cref="TriggerFired"/>.</summary>
    Fired,

    /// <summary>A <see cref="DetailsAmended"/>.</summary>
    Amended,
}
