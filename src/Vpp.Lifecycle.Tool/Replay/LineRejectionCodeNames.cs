namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>The codes as they are written.</summary>
internal static class LineRejectionCodeNames
{
    internal static string ToWireName(this LineRejectionCode code) => code switch
    {
        LineRejectionCode.MalformedJson => "MALFORMED_JSON",
        LineRejectionCode.MissingMember => "MISSING_MEMBER",
        LineRejectionCode.UnknownEvent => "UNKNOWN_EVENT",
        LineRejectionCode.InvalidValue => "INVALID_VALUE",
        LineRejectionCode.DuplicateRequest => "DUPLICATE_REQUEST",
        LineRejectionCode.UnknownParticipation => "UNKNOWN_PARTICIPATION",
        LineRejectionCode.NotPermitted => "NOT_PERMITTED",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such code."),
    };
}
