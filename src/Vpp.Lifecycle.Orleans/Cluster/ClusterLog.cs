using Microsoft.Extensions.Logging;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>Everything the package logs. No message has a customer's name or a host's data.</summary>
internal static partial class ClusterLog
{
    [LoggerMessage(1, LogLevel.Error, "The look for deadlines of share {Share} failed and will be tried again")]
    public static partial void LookFailed(this ILogger log, Exception fault, string share);

    [LoggerMessage(2, LogLevel.Warning, "Not all shares could be woken to look for deadlines; their reminders will wake them within a minute")]
    public static partial void NotWoken(this ILogger log, Exception fault);

    [LoggerMessage(3, LogLevel.Information, "The silo {Silo} is one of the cluster {ClusterId}")]
    public static partial void Joined(this ILogger log, string silo, string clusterId);

    [LoggerMessage(4, LogLevel.Warning, "The silo's entry in participation_silo could not be renewed and will be tried again")]
    public static partial void NotRenewed(this ILogger log, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "The database {Database} does not answer; its participations have to wait until it does")]
    public static partial void DatabaseDoesNotAnswer(this ILogger log, Exception fault, string database);

    [LoggerMessage(6, LogLevel.Warning, "The settings of deadlines could not be put in force in the database {Database}; that will be done once it answers")]
    public static partial void NotInForce(this ILogger log, Exception fault, string database);

    [LoggerMessage(7, LogLevel.Warning, "The feed of the database {Database} stands still until that answers")]
    public static partial void FeedStands(this ILogger log, Exception fault, string database);

    [LoggerMessage(8, LogLevel.Information, "The silo {Silo} on the machine {Machine} was seen lately, and this one cannot join while it lives; whether it does shows within {GoneAfter}")]
    public static partial void WaitsForAddress(this ILogger log, string silo, string machine, TimeSpan goneAfter);
}
