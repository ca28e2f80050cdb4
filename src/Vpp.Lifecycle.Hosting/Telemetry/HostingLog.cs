using Microsoft.Extensions.Logging;

namespace Vpp.Lifecycle.Hosting.Telemetry;

/// <summary>Everything the package logs. No message has a customer's name or a host's data.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Information, "The database is ready: {Database}")]
    public static partial void Ready(this ILogger log, string database);

    [LoggerMessage(2, LogLevel.Error, "The participation {ParticipationId} cannot be read and is set aside: {Fault}")]
    public static partial void SetAside(this ILogger log, string participationId, string fault);

    [LoggerMessage(3, LogLevel.Information, "{Count} deadlines fell due and were applied")]
    public static partial void DeadlinesApplied(this ILogger log, long count);

    [LoggerMessage(4, LogLevel.Information, "The due times of {Count} participations were derived again under the settings in force")]
    public static partial void DueTimesDerived(this ILogger log, long count);

    [LoggerMessage(5, LogLevel.Error, "{Worker} failed and will try again")]
    public static partial void WorkerFailed(this ILogger log, Exception fault, string worker);

    [LoggerMessage(6, LogLevel.Warning, "Another instance has started with other timers: this one's deadline worker stands by")]
    public static partial void StandsBy(this ILogger log);

    [LoggerMessage(7, LogLevel.Error, "The participation {ParticipationId} could not be advanced")]
    public static partial void NotAdvanced(this ILogger log, Exception fault, string participationId);

    [LoggerMessage(8, LogLevel.Warning, "No instance with the timers in force is left: this one's take their place")]
    public static partial void TakesOver(this ILogger log);

    [LoggerMessage(12, LogLevel.Error, "{Count} visits of the participation {ParticipationId} cannot be read and are left out")]
    public static partial void VisitsLeftOut(this ILogger log, string participationId, int count);

    [LoggerMessage(9, LogLevel.Warning, "The feed of {Database} cannot be read: its part of what is told waits")]
    public static partial void FeedDoesNotAnswer(this ILogger log, Exception fault, string database);

    [LoggerMessage(10, LogLevel.Information, "The feed of {Database} can be read again")]
    public static partial void FeedAnswers(this ILogger log, string database);

    [LoggerMessage(11, LogLevel.Information, "Of these, {Count} were last written under another specification than {Specification}, which is no fault")]
    public static partial void OfAnotherSpecification(this ILogger log, long count, string specification);
}
