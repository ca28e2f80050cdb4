using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>The rejections of lines that hold no event.</summary>
internal static class LineRejections
{
    internal static readonly LineRejection TooLong = new(LineRejectionCode.MalformedJson, $"The line is longer than {LogBlocks.UsualLongestLine} bytes.", null, null);

    /// <summary>The rejection of a line with a fault.</summary>
    internal static LineRejection Of(in EventText text)
    {
        EventFault fault = text.Fault!;
        return new LineRejection(CodeOf(fault), WordsOf(fault), text.Text(EventMember.ParticipationId), text.Text(EventMember.Event));
    }

    private static LineRejectionCode CodeOf(EventFault fault) => fault.Code switch
    {
        EventFaultCode.MissingMember => LineRejectionCode.MissingMember,
        EventFaultCode.UnknownEvent => LineRejectionCode.UnknownEvent,
        EventFaultCode.InvalidValue => LineRejectionCode.InvalidValue,
        _ => LineRejectionCode.MalformedJson,
    };

    private static string WordsOf(EventFault fault) => fault.Code switch
    {
        EventFaultCode.NotJson => $"The line is not one JSON object: {JsonErrors.InLine(fault.Cause!)}",
        EventFaultCode.IllFormedUtf8 => "The line is not well-formed UTF-8.",
        EventFaultCode.LoneSurrogate => "The line is not well-formed text: it has half of a surrogate pair.",
        EventFaultCode.NoObject => "The line is not a JSON object.",
        EventFaultCode.DuplicateMember => $"The line has a member twice in one object: {Excerpt.Of(fault.Path)}.",
        EventFaultCode.MissingMember => $"{fault.Path} is missing.",
        _ when fault.Cause is not null => $"{fault.Path}: {fault.WordsOfValue}",
        _ => $"{fault.Path} is {fault.Value}. Allowed: {fault.Allowed}.",
    };
}
