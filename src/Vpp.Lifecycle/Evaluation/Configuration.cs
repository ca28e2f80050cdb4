namespace Vpp.Lifecycle;

/// <summary>
/// All that the lifecycle remembers for deciding a trigger, in one byte: the state, and whichever of its facts vary there
/// (outstanding meter access, suspension reasons, what is recorded while winding down). There are exactly 51.
/// </summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. The default value is code 0, ENROLMENT_REQUESTED without
/// outstanding meter access. Codes are a stored format: their meaning never changes. A byte reinterpreted as a configuration
/// without <see cref="FromCode"/> may be none of the 51: <see cref="IsValid"/> tells, and its facts and answers throw
/// <see cref="InvalidOperationException"/>. Source: lifecycle, "Configurations".
/// </remarks>
public readonly struct Configuration : IEquatable<Configuration>
{
    private readonly byte _code;

    private Configuration(byte code) => _code = code;

    /// <summary>How many configurations there are: 51, with codes 0 to 50.</summary>
    public static int Count => ConfigurationLayout.Count;

    /// <summary>All configurations, by ascending code.</summary>
    public static IReadOnlyList<Configuration> All { get; } =
        Array.AsReadOnly(Enumerable.Range(0, ConfigurationLayout.Count).Select(code => new Configuration((byte)code)).ToArray());

    /// <summary>The code, 0 to 50.</summary>
    public byte Code => _code;

    /// <summary>False only for a byte that was reinterpreted as a configuration and is none.</summary>
    public bool IsValid => _code < ConfigurationLayout.Count;

    /// <summary>The state.</summary>
    public ParticipationState State => ConfigurationLayout.StateOf(ValidCode);

    /// <summary>The facts that hold: those that the state remembers, and those that it implies.</summary>
    public LifecycleFacts Facts => ConfigurationLayout.FactsOf(ValidCode);

    /// <summary>Whether meter access is outstanding, as far as the state remembers it: always in AWAITING_METER_ACCESS, never after it.</summary>
    public bool MeterAccessOutstanding => (Facts & LifecycleFacts.MeterAccessOutstanding) != 0;

    /// <summary>The active suspension reasons; empty in every state but SUSPENDED (R9).</summary>
    public SuspensionReasonSet SuspensionReasons => SuspensionReasonSet.FromMaskUnchecked(CompiledLifecycle.ReasonMasks[ValidCode]);

    /// <summary>In WINDING_DOWN, whether the rewards are settled; false in every other state.</summary>
    public bool RewardsSettled => (Facts & LifecycleFacts.RewardsSettled) != 0;

    /// <summary>In WINDING_DOWN, whether the notice period has elapsed; false in every other state.</summary>
    public bool NoticePeriodElapsed => (Facts & LifecycleFacts.NoticePeriodElapsed) != 0;

    /// <summary>The triggers that would change something here, in trigger order; neither the ignored nor the rejected ones.</summary>
    public IReadOnlyList<Trigger> PermittedTriggers => ConfigurationGraph.PermittedTriggers(ValidCode);

    /// <summary>The states expected to follow, in order, ending with the goal of the phase (R13); empty where none is expected.</summary>
    public IReadOnlyList<ParticipationState> ExpectedStates => ConfigurationGraph.ExpectedStates(ValidCode);

    // The message is made elsewhere: with it here, each caller on the way of every trigger would make room for it.
    private byte ValidCode => IsValid ? _code : throw NoConfiguration();

    /// <summary>The configuration with a code.</summary>
    /// <param name="code">0 to 50.</param>
    /// <exception cref="ArgumentOutOfRangeException">No configuration has the code.</exception>
    public static Configuration FromCode(int code)
    {
        if ((uint)code >= ConfigurationLayout.Count)
            throw new ArgumentOutOfRangeException(nameof(code), code, $"{code} is not the code of a configuration. Allowed: 0 to 50.");
        return new Configuration((byte)code);
    }

    /// <summary>The configuration of a state with the facts given.</summary>
    /// <param name="state">The state.</param>
    /// <param name="meterAccessOutstanding">Varies in ENROLMENT_REQUESTED, AWAITING_CONSENT and AWAITING_TELEMETRY; implied in AWAITING_METER_ACCESS.</param>
    /// <param name="suspensionReasons">At least one in SUSPENDED, none elsewhere.</param>
    /// <param name="rewardsSettled">May be true in WINDING_DOWN only, and not together with <paramref name="noticePeriodElapsed"/>: both end it.</param>
    /// <param name="noticePeriodElapsed">Likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The state is not a defined one.</exception>
    /// <exception cref="ArgumentException">The facts do not occur together in the state.</exception>
    public static Configuration From(
        ParticipationState state,
        bool meterAccessOutstanding = false,
        SuspensionReasonSet suspensionReasons = default,
        bool rewardsSettled = false,
        bool noticePeriodElapsed = false)
    {
        Defined.Require(state);
        LifecycleFacts facts = ConfigurationLayout.FactsIn(
            state, meterAccessOutstanding, suspensionReasons, rewardsSettled, noticePeriodElapsed);
        int code = ConfigurationLayout.CodeOf(state, facts);
        if (code < 0)
            throw new ArgumentException($"{state.ToWireName()} never occurs with the facts: {FactName.WordsOf(facts)}.", nameof(state));
        return new Configuration((byte)code);
    }

    /// <summary>
    /// The shortest sequence of triggers to a state; of several, the first in trigger order; empty when already there; null when
    /// the state cannot be reached (R26).
    /// </summary>
    /// <param name="state">The state to reach.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public IReadOnlyList<Trigger>? PathTo(ParticipationState state)
    {
        Defined.Require(state);
        return ConfigurationGraph.Path(ValidCode, state);
    }

    /// <summary>
    /// The shortest sequence of triggers to a configuration; of several, the first in trigger order; empty when it is this one; null when
    /// it cannot be reached (R26). It is searched for at each call.
    /// </summary>
    /// <param name="configuration">The configuration to reach.</param>
    /// <exception cref="InvalidOperationException">This configuration or the other is not valid (<see cref="IsValid"/>).</exception>
    public IReadOnlyList<Trigger>? PathTo(Configuration configuration) => ConfigurationGraph.Path(ValidCode, configuration.ValidCode);

    /// <summary>Whether a rule's guard is met here.</summary>
    /// <param name="guard">The guard.</param>
    /// <exception cref="ArgumentNullException"><paramref name="guard"/> is null.</exception>
    internal bool Meets(Guard guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return guard.IsMetBy(Facts);
    }

    /// <summary>The rule that answers a trigger here; null when none does, and the trigger is rejected (R8).</summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined trigger.</exception>
    public Rule? RuleFor(Trigger trigger)
    {
        Defined.Require(trigger);
        foreach (Rule rule in LifecycleSpecification.Rules)
        {
            if (rule.Trigger == trigger && rule.From == State && (rule.Guard is null || Meets(rule.Guard)))
                return rule;
        }

        return null;
    }

    /// <summary>Why a trigger is rejected here, and what is permitted instead; null when it is not rejected.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined trigger.</exception>
    public Rejection? RejectionOf(Trigger trigger) =>
        TransitionTable.Next(new Configuration(ValidCode), trigger).Outcome == Outcome.Rejected ? new Rejection(this, trigger) : null;

    /// <inheritdoc/>
    public bool Equals(Configuration other) => _code == other._code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Configuration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _code;

    /// <summary>The state's wire name and, in brackets, which of the facts that vary there hold: "SUSPENDED (AWAITING_CONSENT)".</summary>
    public override string ToString()
    {
        if (!IsValid)
            return $"invalid ({_code})";
        LifecycleFacts varying = Facts & LifecycleSpecification.MemoryOf(State).Remembered;
        return varying == LifecycleFacts.None ? State.ToWireName() : $"{State.ToWireName()} ({FactName.WordsOf(varying)})";
    }

    /// <summary>Whether two configurations are the same.</summary>
    /// <param name="left">One configuration.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Configuration left, Configuration right) => left.Equals(right);

    /// <summary>Whether two configurations differ.</summary>
    /// <param name="left">One configuration.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Configuration left, Configuration right) => !left.Equals(right);

    /// <summary>The configuration that a request begins in.</summary>
    internal static Configuration Requested(MeterAccess meterAccess) => new(CompiledLifecycle.Requested[meterAccess == MeterAccess.Required ? 1 : 0]);

    /// <summary>For codes that are known to be valid.</summary>
    internal static Configuration FromCodeUnchecked(int code) => new((byte)code);

    private InvalidOperationException NoConfiguration() => new($"{_code} is not the code of a configuration. Allowed: 0 to 50.");
}
