namespace Vpp.Lifecycle;

/// <summary>An accepted trigger: the participation afterwards and what was done. Immutable; compares by value; safe to share between threads.</summary>
/// <remarks>The default value comes from no trigger; reading it throws <see cref="InvalidOperationException"/>.</remarks>
public readonly record struct AcceptedTransition
{
    private readonly Participation? _participation;
    private readonly Transition _transition;

    internal AcceptedTransition(Participation participation, Transition transition)
    {
        _participation = participation;
        _transition = transition;
    }

    /// <summary>The participation afterwards; the same object as before where nothing at all changed.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Participation Participation => _participation ?? throw NoTransition();

    /// <summary>TRANSITIONED, UPDATED or IGNORED.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Outcome Outcome => Transition.Outcome;

    /// <summary>What was done, for the host's event store.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public Transition Transition => _participation is null ? throw NoTransition() : _transition;

    /// <summary>The trigger and what it did: "CONSENT_REQUESTED: TRANSITIONED AWAITING_CONSENT".</summary>
    public override string ToString() => _participation is null ? "none" : _transition.ToString();

    private static InvalidOperationException NoTransition() => new("This is the default value: it comes from no trigger that was accepted.");
}
