namespace EnrolmentService.Telemetry;

/// <summary>Everything the service logs. No message takes a key, a body or a customer's name.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The request failed with {Status}: {Fault}")]
    public static partial void RequestFailed(this ILogger log, Exception exception, int status, string fault);

    [LoggerMessage(5, LogLevel.Information, "Bulk {Event} of programme {ProgrammeId}: {Evaluated} evaluated, {Written} written")]
    public static partial void BulkDone(this ILogger log, string @event, string programmeId, long evaluated, long written);

    [LoggerMessage(6, LogLevel.Error, "The participation {ParticipationId} cannot be read: {Fault}")]
    public static partial void ParticipationUnreadable(this ILogger log, string participationId, string fault);

    [LoggerMessage(7, LogLevel.Warning, "What status links are signed with could not be read and will be tried again")]
    public static partial void StatusLinksNotRead(this ILogger log, Exception exception);
}
