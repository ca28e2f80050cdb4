namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>One line on its way from reading to applying.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Trigger">The trigger, unless there is content.</param>
/// <param name="OccurredAt">When it happened, in UTC ticks.</param>
/// <param name="Content">The <see cref="Request"/> or <see cref="Refusal"/> that the line is; null when it is a trigger.</param>
internal readonly record struct FeedItem(long Line, Trigger Trigger, long OccurredAt, object? Content);
