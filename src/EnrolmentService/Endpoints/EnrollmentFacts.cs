using System.Globalization;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary>
/// What the enrollment view shows beside the participation, kept as the host's data beside it: the operator's text, and when it or the groups were last changed.
/// </summary>
internal sealed record EnrollmentFacts(FlipStatusReason? StatusReason, DateTimeOffset? UpdatedAt)
{
    private const char Separator = '|';
    private const int Parts = 4;

    private static readonly EnrollmentFacts None = new(null, null);

    /// <summary>The facts that are kept beside a participation.</summary>
    /// <exception cref="UnreadableDataException">What is kept there is something else.</exception>
    public static EnrollmentFacts Of(StoredParticipation stored) => Of(stored.Participation.Id, stored.HostData);

    /// <summary>The facts that <see cref="ToHostData"/> wrote.</summary>
    /// <exception cref="UnreadableDataException">It wrote something else.</exception>
    public static EnrollmentFacts Of(string participationId, string? hostData) => UnreadableDataException.Read(UnreadableDataException.Participation, participationId, () => Of(hostData));

    private static EnrollmentFacts Of(string? hostData)
    {
        if (hostData is null)
            return None;
        // The text is the last: it may have any character.
        string[] parts = hostData.Split(Separator, Parts);
        if (parts.Length != Parts)
            throw new FormatException("What is kept beside the participation is no text of an operator's.");
        DateTimeOffset? updatedAt = parts[0].Length == 0 ? null : new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero);
        FlipStatusReason? reason = parts[3].Length == 0 ? null : new FlipStatusReason(parts[3], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2] == "1");
        return new EnrollmentFacts(reason, updatedAt);
    }

    /// <summary>An event whose reason code explains the status that it brings about (R31), unless a text of the operator's stands.</summary>
    public static Decision Explain(StoredParticipation stored, TriggerAt happened, string reasonCode, LifecycleTimers timers, DateTimeOffset now)
    {
        Decision decision = Decision.Fire([happened]);
        DeliveryResult delivery = timers.Deliver(stored.Participation, happened.Trigger, happened.OccurredAt, now);
        if (delivery.Rejection is not null || delivery.Outcome != Outcome.Transitioned || ShownIn(delivery.Participation) == ShownIn(stored.Participation))
            return decision;
        EnrollmentFacts facts;
        try
        {
            facts = Of(stored);
        }
        catch (UnreadableDataException)
        {
            // The event has happened whatever lies beside the participation, and nothing of that is written over.
            return decision;
        }

        return facts.StatusReason?.StandsIn(delivery.Participation) == true
            ? decision
            : decision.WithHostData((facts with { StatusReason = FlipStatusReason.From(reasonCode, delivery.Participation) }).ToHostData());
    }

    /// <summary>When, in which visit, whether it ends with the operator's pause, and the text.</summary>
    public string ToHostData() => string.Create(
        CultureInfo.InvariantCulture, $"{UpdatedAt?.UtcTicks}{Separator}{StatusReason?.Visit}{Separator}{(StatusReason?.EndsWithOperatorPause == true ? 1 : 0)}{Separator}{StatusReason?.Text}");

    private static FlipEnrollmentStatus ShownIn(Participation participation) => FlipStatusMapping.Default[participation.CurrentState];
}
