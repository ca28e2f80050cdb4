namespace Vpp.Lifecycle.Json;

/// <summary>What is wrong with an event. Of several faults the one whose code comes first is told; of several with one code the first found.</summary>
internal enum EventFaultCode : byte
{
    /// <summary>The text is not JSON.</summary>
    NotJson,

    /// <summary>The text is no UTF-8.</summary>
    IllFormedUtf8,

    /// <summary>The text has half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>The text is JSON, but no object.</summary>
    NoObject,

    /// <summary>A member is given twice in one object.</summary>
    DuplicateMember,

    /// <summary>A member that the event needs is not there.</summary>
    MissingMember,

    /// <summary>The event is none of those there are.</summary>
    UnknownEvent,

    /// <summary>A member's value is not of its type, or none of those allowed.</summary>
    InvalidValue,
}
