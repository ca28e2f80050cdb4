using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle;

/// <summary>
/// What became of an amendment: accepted, or refused because the request is finalised (R18). Immutable; compares by value; safe to
/// share between threads.
/// </summary>
public readonly record struct AmendmentResult
{
    private readonly Participation? _after;
    private readonly Outcome _outcome;

    private AmendmentResult(Participation? after, Outcome outcome, string? refusal)
    {
        _after = after;
        _outcome = outcome;
        Refusal = refusal;
    }

    /// <summary>Whether the amendment was accepted.</summary>
    public bool IsAccepted => _after is not null;

    /// <summary>UPDATED; IGNORED when the details were the same already; REJECTED when refused.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Outcome Outcome => IsAccepted || Refusal is not null ? _outcome : throw Neither();

    /// <summary>Why the amendment was refused, in English words; null when accepted.</summary>
    public string? Refusal { get; }

    /// <summary>The participation afterwards, where the amendment was accepted; else the refusal.</summary>
    /// <param name="participation">The participation with its new details; null when refused.</param>
    /// <param name="refusal">Why it was refused; null when accepted.</param>
    /// <returns>Whether it was accepted.</returns>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public bool TryPickAccepted([NotNullWhen(true)] out Participation? participation, [NotNullWhen(false)] out string? refusal)
    {
        participation = _after;
        refusal = IsAccepted ? null : Refusal ?? throw Neither();
        return IsAccepted;
    }

    /// <summary>One answer from either half.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="accepted">Called with the participation afterwards.</param>
    /// <param name="refused">Called with the reason in words.</param>
    /// <exception cref="ArgumentNullException">One of the functions is missing.</exception>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public T Match<T>(Func<Participation, T> accepted, Func<string, T> refused)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(refused);
        return _after is not null ? accepted(_after) : refused(Refusal ?? throw Neither());
    }

    /// <summary>The outcome, or the refusal.</summary>
    public override string ToString() => IsAccepted ? _outcome.ToWireName() : Refusal ?? "none";

    internal static AmendmentResult Accept(Participation after, Outcome outcome) => new(after, outcome, refusal: null);

    internal static AmendmentResult Refused(ParticipationState state)
    {
        IEnumerable<string> allowed = StateDescriptors.All.Where(descriptor => descriptor.AllowsAmendment).Select(descriptor => descriptor.State.ToWireName());
        return new(null, Outcome.Rejected, $"The request is finalised: details cannot be amended in {state.ToWireName()}. Allowed in: {string.Join(", ", allowed)}.");
    }

    private static InvalidOperationException Neither() => new("This result is the default value: it comes from no Amend and is neither accepted nor refused.");
}
