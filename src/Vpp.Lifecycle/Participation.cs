namespace Vpp.Lifecycle;

/// <summary>
/// A device's participation in a programme: where it stands, how it came there, and what may happen next. A value: nothing
/// changes it, <see cref="Apply"/> gives the next one and shares the past with this one.
/// </summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. Times go in with any offset and come out in UTC; the library reads
/// no clock. Events need not come in order of time (R15).
/// </remarks>
public sealed partial class Participation : IEquatable<Participation>
{
    /// <summary>How long telemetry counts as active after it was last seen: 24 hours, exactly 24 hours included (R10).</summary>
    public static readonly TimeSpan TelemetryWindow = TimeSpan.FromHours(24);

    private readonly ParticipationOrigin _origin;
    private readonly Visit _visit;
    private readonly long _updatedAt;
    private readonly long _telemetrySeenAt;
    private readonly long _consentedAt;
    private readonly Configuration _configuration;
    private readonly MeterAccess _meterAccess;

    private Participation(
        ParticipationOrigin origin,
        Visit visit,
        Configuration configuration,
        MeterAccess meterAccess,
        long updatedAt,
        long telemetrySeenAt,
        long consentedAt)
    {
        _configuration = configuration;
        _meterAccess = meterAccess;
        _updatedAt = updatedAt;
        _telemetrySeenAt = telemetrySeenAt;
        _consentedAt = consentedAt;

        // Last, since storing a reference is a call: what comes before it can stay in registers.
        _origin = origin;
        _visit = visit;
    }

    /// <summary>The participation's identifier.</summary>
    public string Id => Details.Id;

    /// <summary>Who takes part in what.</summary>
    public ParticipationDetails Details => _origin.Details;

    /// <summary>The host's expectations that date the timeline's future.</summary>
    public DwellTimes DwellTimes => _origin.DwellTimes ?? DwellTimes.None;

    /// <summary>All that decides which triggers are permitted, in one byte.</summary>
    public Configuration Configuration => _configuration;

    /// <summary>The current state: that of the timeline's entry in progress.</summary>
    public ParticipationState CurrentState => _configuration.State;

    /// <summary>Whether the device can be dispatched now: true exactly in ACTIVE (R9).</summary>
    public bool ControlActive => CurrentState == ParticipationState.Active;

    /// <summary>The active suspension reasons: at least one in SUSPENDED, none elsewhere (R9).</summary>
    public SuspensionReasonSet SuspensionReasons => _configuration.SuspensionReasons;

    /// <summary>Whether the boundary meter is needed and can be read.</summary>
    public MeterAccess MeterAccess => _meterAccess;

    /// <summary>When the participation was requested, in UTC.</summary>
    public DateTimeOffset TimeCreated => UtcTime.FromTicks(_origin.TimeCreated);

    /// <summary>The latest time of an event that changed something, in UTC; an earlier one never moves it back (R15, R16).</summary>
    public DateTimeOffset TimeUpdated => UtcTime.FromTicks(_updatedAt);

    /// <summary>When the current state was entered, in UTC.</summary>
    public DateTimeOffset EnteredAt => UtcTime.FromTicks(_visit.EnteredAt);

    /// <summary>The latest telemetry sighting, in UTC; null when telemetry was never seen (R10).</summary>
    public DateTimeOffset? TelemetrySeenAt => UtcTime.FromTicksOrNone(_telemetrySeenAt);

    /// <summary>The latest consent, in UTC; null when there was none (R10).</summary>
    public DateTimeOffset? ConsentedAt => UtcTime.FromTicksOrNone(_consentedAt);

    /// <summary>
    /// The states visited, the current one and those expected (R11); of the visited ones those that are at hand
    /// (<see cref="WithLatestVisits"/>). Made anew on each read, in time proportional to its length: keep it in a local.
    /// </summary>
    public Timeline Timeline => Timeline.Of(_visit, _configuration, DwellTimes);

    /// <summary>
    /// The states visited, in the order visited, and how long each visit lasted; the last is the current one, which goes on (R32). Of a participation
    /// without its early visits, the latest ones. Made anew on each read: keep it in a local.
    /// </summary>
    public IReadOnlyList<StateVisit> Visits => Visit.Durations(_visit);

    /// <summary>The triggers that would change something now, in trigger order; neither the ignored nor the rejected ones.</summary>
    public IReadOnlyList<Trigger> PermittedTriggers => _configuration.PermittedTriggers;

    internal ParticipationOrigin Origin => _origin;

    internal Visit CurrentVisit => _visit;

    internal Visit? Past => _visit.Previous;

    internal long EnteredTicks => _visit.EnteredAt;

    internal long UpdatedTicks => _updatedAt;

    internal int TimelineLength => Timeline.LengthOf(_visit, _configuration);

    internal long TelemetrySeenTicks => _telemetrySeenAt;

    internal long ConsentedTicks => _consentedAt;

    /// <summary>A new participation, in ENROLMENT_REQUESTED.</summary>
    /// <param name="details">Who takes part in what.</param>
    /// <param name="meterAccess">Whether the boundary meter is needed and can be read already.</param>
    /// <param name="at">When the request was made.</param>
    /// <param name="dwellTimes">How long each state is expected to last, to date the timeline's future; none when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="details"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The meter access is not a defined value.</exception>
    public static Participation Request(ParticipationDetails details, MeterAccess meterAccess, DateTimeOffset at, DwellTimes? dwellTimes = null)
    {
        ArgumentNullException.ThrowIfNull(details);
        Defined.Require(meterAccess);
        long ticks = at.UtcTicks;
        return new Participation(
            new ParticipationOrigin(details, ticks, dwellTimes is { IsEmpty: true } ? null : dwellTimes),
            new Visit(previous: null, ParticipationState.EnrolmentRequested, ticks, UtcTime.None, SuspensionReasonSet.Empty),
            Configuration.Requested(meterAccess),
            meterAccess,
            updatedAt: ticks,
            telemetrySeenAt: UtcTime.None,
            consentedAt: UtcTime.None);
    }

    /// <summary>What a trigger makes of this participation. A rejection is a value, never an exception.</summary>
    /// <param name="trigger">What happened.</param>
    /// <param name="at">When it happened; may be earlier than the event before it (R15).</param>
    /// <param name="actor">Who or what made it happen; passed on to the transition.</param>
    /// <param name="note">A remark; passed on to the transition.</param>
    /// <param name="reasonCode">The host's code for why it happened, of the form of <see cref="ReasonCode"/> (R31); passed on to the transition.</param>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one.</exception>
    /// <exception cref="ArgumentException">The actor or the note is ill-formed text, or the reason code is none.</exception>
    public TransitionResult Apply(
        Trigger trigger, DateTimeOffset at, string? actor = null, string? note = null, string? reasonCode = null)
    {
        Text.WellFormed(actor);
        Text.WellFormed(note);
        ReasonCode.Optional(reasonCode);
        Step step = TransitionTable.Next(_configuration, trigger);
        long ticks = at.UtcTicks;
        return new TransitionResult(this, After(step, trigger, ticks), step, trigger, ticks, actor, note, reasonCode);
    }

    /// <summary>The participation after a trigger that the caller knows to be permitted, or at least ignored.</summary>
    /// <param name="trigger">What happened.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="actor">Who or what made it happen.</param>
    /// <param name="note">A remark.</param>
    /// <exception cref="TransitionRejectedException">The trigger is not permitted here; the exception carries the rejection.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The trigger is not a defined one.</exception>
    /// <exception cref="ArgumentException">The actor or the note is ill-formed text.</exception>
    public Participation ApplyOrThrow(Trigger trigger, DateTimeOffset at, string? actor = null, string? note = null)
    {
        Text.WellFormed(actor);
        Text.WellFormed(note);
        return After(TransitionTable.Next(_configuration, trigger), trigger, at.UtcTicks)
            ?? throw new TransitionRejectedException(new Rejection(_configuration, trigger));
    }

    /// <summary>
    /// New details for a request that is not finalised yet: up to AWAITING_REGISTRATION (R18). Write them as
    /// <c>participation.Details with { … }</c>.
    /// </summary>
    /// <param name="details">The details from now on. Identifier, device and live mode stay as they are.</param>
    /// <param name="at">When they were amended.</param>
    /// <exception cref="ArgumentNullException"><paramref name="details"/> is null.</exception>
    /// <exception cref="ArgumentException">The state permits amendments, but the identifier, the device or the live mode differs.</exception>
    public AmendmentResult Amend(ParticipationDetails details, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (!LifecycleSpecification.Describe(CurrentState).AllowsAmendment)
            return AmendmentResult.Reject(CurrentState);
        RequireUnchanged(nameof(details.Id), Details.Id, details.Id, nameof(details));
        RequireUnchanged(nameof(details.DeviceId), Details.DeviceId, details.DeviceId, nameof(details));
        RequireUnchanged(nameof(details.LiveMode), Details.LiveMode, details.LiveMode, nameof(details));
        if (details == Details)
            return AmendmentResult.Accept(this, Outcome.Ignored);
        return AmendmentResult.Accept(
            new Participation(
                _origin with { Details = details }, _visit, _configuration, _meterAccess, Math.Max(_updatedAt, at.UtcTicks), _telemetrySeenAt, _consentedAt),
            Outcome.Updated);
    }

    /// <summary>
    /// Whether telemetry is active at a time: seen, and last not more than 24 hours before that time; a later sighting counts. Independent of
    /// the state (R10).
    /// </summary>
    /// <param name="asOf">The time asked about.</param>
    public bool TelemetryActive(DateTimeOffset asOf) =>
        _telemetrySeenAt != UtcTime.None && asOf.UtcTicks - _telemetrySeenAt <= TelemetryWindow.Ticks;

    /// <summary>
    /// The shortest sequence of triggers to a state; of several, the first in trigger order; empty when already there; null when
    /// the state cannot be reached (R26).
    /// </summary>
    /// <param name="state">The state to reach.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public IReadOnlyList<Trigger>? PathTo(ParticipationState state) => _configuration.PathTo(state);

    /// <inheritdoc/>
    public bool Equals(Participation? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (_configuration == other._configuration
                && _meterAccess == other._meterAccess
                && _updatedAt == other._updatedAt
                && _telemetrySeenAt == other._telemetrySeenAt
                && _consentedAt == other._consentedAt
                && _origin == other._origin
                && Visit.SameToTheFirst(_visit, other._visit)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Participation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, _configuration, _updatedAt, _visit.EnteredAt, _visit.Count);

    /// <summary>The identifier and the configuration: "vpp_… SUSPENDED (AWAITING_CONSENT)".</summary>
    public override string ToString() => $"{Id} {_configuration}";

    /// <summary>Whether two participations are the same value.</summary>
    /// <param name="left">One participation.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Participation? left, Participation? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two participations differ.</summary>
    /// <param name="left">One participation.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Participation? left, Participation? right) => !(left == right);

    /// <summary>A participation as it was stored; the caller has checked that the parts belong together.</summary>
    internal static Participation Restore(
        ParticipationOrigin origin, Visit visit, Configuration configuration, MeterAccess meterAccess, long updatedAt, long telemetrySeenAt, long consentedAt) =>
        new(origin, visit, configuration, meterAccess, updatedAt, telemetrySeenAt, consentedAt);

    /// <summary>Writes the timeline's entries to a place of the caller's.</summary>
    internal void FillTimeline(Span<TimelineEntry> entries) =>
        Timeline.Fill(entries, _visit, _configuration, DwellTimes);

    private static void RequireUnchanged<T>(string member, T now, T amended, string parameter)
    {
        if (!EqualityComparer<T>.Default.Equals(now, amended))
            throw new ArgumentException($"{member} cannot be amended. Allowed: {now}; given: {amended}.", parameter);
    }
}
