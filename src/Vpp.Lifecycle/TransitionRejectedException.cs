namespace Vpp.Lifecycle;

/// <summary>A trigger was refused where the caller had said that it would not be. <see cref="Rejection"/> says all about it.</summary>
public sealed class TransitionRejectedException : InvalidOperationException
{
    /// <summary>Wraps a refusal.</summary>
    /// <param name="rejection">The refusal.</param>
    /// <exception cref="ArgumentNullException">There is no refusal.</exception>
    public TransitionRejectedException(Rejection rejection)
        : base((rejection ?? throw new ArgumentNullException(nameof(rejection))).ToString()) => Rejection = rejection;

    /// <summary>The refusal: trigger, state, code, reason, and what is permitted instead.</summary>
    public Rejection Rejection { get; }
}
