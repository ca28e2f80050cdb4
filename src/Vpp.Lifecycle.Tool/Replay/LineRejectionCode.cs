namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Why a line of a log was not applied. Of several that hold, the first is told.</summary>
internal enum LineRejectionCode : byte
{
    /// <summary>The line is not one JSON object, its text is ill-formed, or an object in it has a member twice.</summary>
    MalformedJson,

    /// <summary>A member that the event needs is not there.</summary>
    MissingMember,

    /// <summary>The event is neither a request nor one of the triggers.</summary>
    UnknownEvent,

    /// <summary>A member's value is not of its type, or none of those allowed.</summary>
    InvalidValue,

    /// <summary>The participation was requested before.</summary>
    DuplicateRequest,

    /// <summary>The participation was never requested.</summary>
    UnknownParticipation,

    /// <summary>The participation's state does not permit the trigger.</summary>
    NotPermitted,
}
