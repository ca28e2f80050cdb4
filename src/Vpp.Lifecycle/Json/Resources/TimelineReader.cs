namespace Vpp.Lifecycle.Json;

/// <summary>
/// Reads the resource's timeline and sees to it that exactly one entry is in progress (R11) and that each has what its state and its
/// status ask for (R12, R14).
/// </summary>
internal static class TimelineReader
{
    private const int State = 0;
    private const int Status = 1;
    private const int Description = 2;
    private const int OccurredAt = 3;
    private const int ExpectedAt = 4;
    private const int SuspensionReasons = 5;

    private static readonly MemberTable Table = new(
        (Members.State, State),
        (Members.Status, Status),
        (Members.Description, Description),
        (Members.OccurredAt, OccurredAt),
        (Members.ExpectedAt, ExpectedAt),
        (Members.SuspensionReasons, SuspensionReasons));

    internal static TimelineEntryResource[] Read(ref JsonCursor cursor)
    {
        var entries = new List<TimelineEntryResource>();
        for (cursor.StartArray(); cursor.NextItem();)
            entries.Add(ReadEntry(ref cursor));
        RequireOrder(cursor, entries);
        return [.. entries];
    }

    internal static TimelineEntryResource ReadEntry(ref JsonCursor cursor)
    {
        ParticipationState state = default;
        TimelineStatus status = default;
        string? description = null;
        long occurredAt = UtcTime.None, expectedAt = UtcTime.None;
        SuspensionReasonSet reasons = default;

        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case State: state = cursor.Enum<ParticipationState>(); break;
                case Status: status = cursor.Enum<TimelineStatus>(); break;
                case Description: description = cursor.OptionalString(); break;
                case OccurredAt: occurredAt = cursor.OptionalTime(); break;
                case ExpectedAt: expectedAt = cursor.OptionalTime(); break;
                case SuspensionReasons: reasons = cursor.Reasons(); break;
            }
        }

        cursor.RequireSeen(progress, State, Status);
        RequireReasons(cursor, state, status, reasons);
        RequireTime(cursor, state, status, occurredAt);
        return new TimelineEntryResource(
            new TimelineEntry(state, status, occurredAt, expectedAt, reasons), description ?? MessageCatalogue.English.Message(state));
    }

    private static void RequireReasons(in JsonCursor cursor, ParticipationState state, TimelineStatus status, SuspensionReasonSet reasons)
    {
        bool hasReasons = state == ParticipationState.Suspended && status != TimelineStatus.Pending;
        if (reasons.IsEmpty == hasReasons)
            throw NotAllowed(cursor, ".suspension_reasons", $"[{reasons}]", state, status, hasReasons ? "at least one reason" : "[]");
    }

    private static void RequireTime(in JsonCursor cursor, ParticipationState state, TimelineStatus status, long occurredAt)
    {
        bool hasTime = status != TimelineStatus.Pending;
        if (occurredAt == UtcTime.None == hasTime)
            throw NotAllowed(cursor, ".occurred_at", UtcTime.ToText(occurredAt), state, status, hasTime ? "when it was entered" : "null");
    }

    private static LifecycleJsonException NotAllowed(
        in JsonCursor cursor, string path, string value, ParticipationState state, TimelineStatus status, string allowed) =>
        cursor.Broken(path, $"{value} is not allowed where {state.ToWireName()} is {status.ToWireName()}. Allowed: {allowed}.");

    /// <summary>Complete entries, one in progress, pending ones. The examples end with a complete entry: it is the one in progress.</summary>
    private static void RequireOrder(in JsonCursor cursor, List<TimelineEntryResource> entries)
    {
        for (int index = 1; index < entries.Count; index++)
        {
            TimelineStatus before = entries[index - 1].Status;
            TimelineStatus status = entries[index].Status;
            if (status < before || (status == before && status == TimelineStatus.InProgress))
                throw cursor.Broken($"[{index}].status", $"{status.ToWireName()} comes after {before.ToWireName()}. Allowed: COMPLETE entries, one IN_PROGRESS, PENDING ones.");
        }

        if (entries.Exists(entry => entry.Status == TimelineStatus.InProgress))
            return;
        int last = entries.FindLastIndex(entry => entry.Status == TimelineStatus.Complete);
        if (last < 0)
            throw cursor.Broken("", "No entry says which state is the current one. Needed: one that is IN_PROGRESS, or at least one that is COMPLETE.");
        TimelineEntry current = entries[last].ToTimelineEntry();
        entries[last] = new TimelineEntryResource(
            new TimelineEntry(current.State, TimelineStatus.InProgress, current.OccurredTicks, current.ExpectedTicks, current.SuspensionReasons),
            entries[last].Description);
    }
}
