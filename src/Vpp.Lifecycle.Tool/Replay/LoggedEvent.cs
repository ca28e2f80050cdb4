using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>One line of a block as it was understood.</summary>
/// <param name="Kind">What it is; <see cref="EventKind.None"/>: a line to be rejected.</param>
/// <param name="Trigger">What happened, where a trigger was fired.</param>
/// <param name="IsStale">Whether it is a telemetry sighting that was too old when it was delivered to end a suspension (R28).</param>
/// <param name="Line">The line's number in the block, from 1.</param>
/// <param name="Hash">The identifier's hash.</param>
/// <param name="OccurredAt">When it happened, in UTC ticks.</param>
/// <param name="Id">Where in the block the identifier is.</param>
/// <param name="Number">Which of the block's requests or rejections it is.</param>
internal readonly record struct LoggedEvent(EventKind Kind, Trigger Trigger, bool IsStale, int Line, uint Hash, long OccurredAt, TextRange Id, int Number);
