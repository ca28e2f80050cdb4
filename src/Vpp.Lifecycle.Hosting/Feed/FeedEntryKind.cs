namespace Vpp.Lifecycle.Hosting;

/// <summary>What an entry of the feed tells.</summary>
public enum FeedEntryKind
{
    /// <summary>The participation was created.</summary>
    Created,

    /// <summary>Its state changed (TRANSITIONED).</summary>
    StateChanged,

    /// <summary>Its configuration changed in the same state, or its details were amended (UPDATED).</summary>
    Updated,
}
