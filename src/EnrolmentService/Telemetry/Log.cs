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

    [LoggerMessage(7, LogLevel.Error, "The {Kind} {Id} cannot be read: {Fault} Everything else goes on")]
    public static partial void RowUnreadable(this ILogger log, string kind, string id, string fault);

    [LoggerMessage(20, LogLevel.Error, "{Work} failed and will be tried again")]
    public static partial void WorkFailed(this ILogger log, Exception exception, string work);
}
