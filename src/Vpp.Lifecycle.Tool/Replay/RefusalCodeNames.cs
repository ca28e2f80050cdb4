namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>The codes as they are written.</summary>
internal static class RefusalCodeNames
{
    internal static string ToWireName(this RefusalCode code) => code switch
    {
        RefusalCode.MalformedJson => "MALFORMED_JSON",
        RefusalCode.MissingMember => "MISSING_MEMBER",
        RefusalCode.UnknownEvent => "UNKNOWN_EVENT",
        RefusalCode.InvalidValue => "INVALID_VALUE",
        RefusalCode.DuplicateRequest => "DUPLICATE_REQUEST",
        RefusalCode.UnknownParticipation => "UNKNOWN_PARTICIPATION",
        RefusalCode.NotPermitted => "NOT_PERMITTED",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such code."),
    };
}
