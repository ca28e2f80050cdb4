namespace EnrolmentService.Webhooks;

/// <summary>An event on its way to an endpoint, with what has become of it. Immutable.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="EventId">The event.</param>
/// <param name="Type">The event's type.</param>
/// <param name="ParticipationId">Whose event it is.</param>
/// <param name="Ordinal">Its number in the order in which deliveries were made.</param>
/// <param name="Status">How it stands.</param>
/// <param name="NextAt">When it is tried next; null where it is over.</param>
/// <param name="IsUnderWay">Whether it is being tried now.</param>
/// <param name="Attempts">The attempts, as JSON.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record Delivery(
    string Id, string EventId, string Type, string ParticipationId, long Ordinal, DeliveryStatus Status, DateTimeOffset? NextAt, bool IsUnderWay, string Attempts, DateTimeOffset CreatedAt);

/// <summary>How a delivery stands. The numbers are stored.</summary>
internal enum DeliveryStatus
{
    /// <summary>It is tried, or will be.</summary>
    Pending = 0,

    /// <summary>The receiver has answered 2xx.</summary>
    Delivered = 1,

    /// <summary>The last try has failed, or the receiver is gone.</summary>
    Failed = 2,
}

/// <summary>A delivery that this instance is to try now.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Lease">The number under which this instance has it.</param>
/// <param name="EventId">The event.</param>
/// <param name="Tries">How many tries there were.</param>
/// <param name="Attempts">The attempts so far, as JSON.</param>
/// <param name="RecordedAt">When the event was written; null where that cannot be read.</param>
/// <param name="Body">What to send.</param>
internal sealed record LeasedDelivery(string Id, long Lease, string EventId, int Tries, string Attempts, DateTimeOffset? RecordedAt, string Body);
