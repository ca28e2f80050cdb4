namespace Vpp.Lifecycle;

/// <summary>
/// What a trigger does to a configuration, in one byte: the outcome in the two high bits, the code of the configuration
/// afterwards in the six low ones.
/// </summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. <see cref="Invalid"/> answers for bytes that were no
/// configuration or no trigger; reading its <see cref="Next"/> throws <see cref="InvalidOperationException"/>. The default value is not valid
/// either: no trigger leads into configuration 0, with which every participation begins.
/// </remarks>
public readonly struct Step : IEquatable<Step>
{
    internal const int OutcomeShift = 6;
    private const byte CodeMask = 0b11_1111;

    private readonly byte _bits;

    internal Step(Outcome outcome, Configuration next) => _bits = (byte)(((int)outcome << OutcomeShift) | next.Code);

    private Step(byte bits) => _bits = bits;

    /// <summary>The step that is none, 0xFF: there was no valid configuration or trigger to take it.</summary>
    internal static Step Invalid => new(byte.MaxValue);

    /// <summary>The step as it is stored.</summary>
    public byte Bits => _bits;

    /// <summary>False for <see cref="Invalid"/>, for the default value and for reinterpreted bytes whose code is none of the 51.</summary>
    public bool IsValid => _bits != 0 && (_bits & CodeMask) < ConfigurationLayout.Count;

    /// <summary>What the trigger does; REJECTED where the step is not valid.</summary>
    public Outcome Outcome => IsValid ? (Outcome)(_bits >> OutcomeShift) : Outcome.Rejected;

    /// <summary>The configuration afterwards; the same as before when ignored or rejected.</summary>
    /// <exception cref="InvalidOperationException">The step is invalid.</exception>
    public Configuration Next =>
        IsValid ? Configuration.FromCodeUnchecked(_bits & CodeMask) : throw new InvalidOperationException("The step is invalid: it was taken from no configuration.");

    /// <inheritdoc/>
    public bool Equals(Step other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Step other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits;

    /// <summary>The outcome and the configuration afterwards: "TRANSITIONED ACTIVE".</summary>
    public override string ToString() => IsValid ? $"{Outcome.ToWireName()} {Next}" : "invalid";

    /// <summary>Whether two steps are the same.</summary>
    /// <param name="left">One step.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Step left, Step right) => left.Equals(right);

    /// <summary>Whether two steps differ.</summary>
    /// <param name="left">One step.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Step left, Step right) => !left.Equals(right);

    internal static Step FromBits(byte bits) => new(bits);
}
