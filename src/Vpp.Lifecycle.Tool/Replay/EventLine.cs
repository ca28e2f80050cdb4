namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>A line of a log as it was understood: a trigger, a request, or neither.</summary>
internal readonly ref struct EventLine
{
    /// <summary>The participation's identifier in UTF-8; empty where none could be read.</summary>
    internal ReadOnlySpan<byte> ParticipationId { get; init; }

    internal DateTimeOffset OccurredAt { get; init; }

    internal Trigger Trigger { get; init; }

    /// <summary>Not null when the line is a request.</summary>
    internal Request? Request { get; init; }

    /// <summary>Not null when the line is neither: why.</summary>
    internal Refusal? Refusal { get; init; }
}
