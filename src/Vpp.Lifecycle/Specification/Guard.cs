namespace Vpp.Lifecycle;

/// <summary>
/// A named condition on a configuration's facts: all of some facts, none of others, and at least one of others still.
/// Immutable; safe to share between threads.
/// </summary>
public sealed class Guard
{
    private readonly SuspensionReason? _reason;
    private readonly string _words;

    internal Guard(string words, LifecycleFacts allOf = 0, LifecycleFacts noneOf = 0, LifecycleFacts anyOf = 0)
        : this(reason: null, words, allOf, noneOf, anyOf)
    {
    }

    /// <summary>A condition on a suspension reason, whose name comes before the words.</summary>
    internal Guard(SuspensionReason? reason, string words, LifecycleFacts allOf = 0, LifecycleFacts noneOf = 0, LifecycleFacts anyOf = 0)
    {
        _reason = reason;
        _words = words;
        AllOf = allOf;
        NoneOf = noneOf;
        AnyOf = anyOf;
    }

    /// <summary>The condition in words, as diagrams and rejections show it: "meter access outstanding".</summary>
    public string Words => _reason is { } reason ? $"{reason.ToWireName()} {_words}" : _words;

    /// <summary>All of these hold; no condition when empty.</summary>
    public LifecycleFacts AllOf { get; }

    /// <summary>None of these holds; no condition when empty.</summary>
    public LifecycleFacts NoneOf { get; }

    /// <summary>At least one of these holds; no condition when empty.</summary>
    public LifecycleFacts AnyOf { get; }

    /// <summary>The condition in words.</summary>
    public override string ToString() => Words;

    internal bool IsMetBy(LifecycleFacts facts) =>
        (facts & AllOf) == AllOf && (facts & NoneOf) == 0 && (AnyOf == 0 || (facts & AnyOf) != 0);
}
