namespace EnrolmentService.Telemetry;

/// <summary>Everything the service logs. No message takes a key, a body or a customer's name.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The request failed with {Status}: {Fault}")]
    public static partial void RequestFailed(this ILogger log, Exception exception, int status, string fault);

    [LoggerMessage(2, LogLevel.Information, "{Database} is ready, schema version {Version}")]
    public static partial void DatabaseReady(this ILogger log, string database, int version);

    [LoggerMessage(3, LogLevel.Information, "{Count} deadlines fell due and were applied")]
    public static partial void DeadlinesApplied(this ILogger log, int count);

    [LoggerMessage(4, LogLevel.Error, "The deadline worker failed and will try again")]
    public static partial void DeadlineWorkerFailed(this ILogger log, Exception exception);

    [LoggerMessage(5, LogLevel.Information, "Bulk {Event} of programme {ProgrammeId}: {Evaluated} evaluated, {Written} written")]
    public static partial void BulkDone(this ILogger log, string @event, string programmeId, long evaluated, long written);

    [LoggerMessage(6, LogLevel.Error, "The participation {ParticipationId} could not be advanced")]
    public static partial void ParticipationNotAdvanced(this ILogger log, Exception exception, string participationId);
}
