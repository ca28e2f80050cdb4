namespace Vpp.Lifecycle;

/// <summary>A trigger was rejected where the caller had said that it would not be. <see cref="Rejection"/> says all about it.</summary>
public sealed class TransitionRejectedException : InvalidOperationException
{
    /// <summary>Wraps a rejection.</summary>
    /// <param name="rejection">The rejection.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rejection"/> is null.</exception>
    public TransitionRejectedException(Rejection rejection)
        : base((rejection ?? throw new ArgumentNullException(nameof(rejection))).ToString()) => Rejection = rejection;

    /// <summary>The rejection: trigger, state, code, reason, and what is permitted instead.</summary>
    public Rejection Rejection { get; }
}
