using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// Which status an enrollment shows in each state. <see cref="Default"/> unless the host brings its own. Immutable; compares by
/// value; safe to share between threads.
/// </summary>
public sealed class FlipStatusMapping : IEquatable<FlipStatusMapping>
{
    private readonly FlipEnrollmentStatus[] _statuses;

    private FlipStatusMapping(FlipEnrollmentStatus[] statuses) => _statuses = statuses;

    /// <summary>
    /// ENROLMENT_REQUESTED is CREATED; waiting for the customer or the device is NEEDS_ACTION; being checked is PENDING; from the approval
    /// on SUBMITTED; ACTIVE is ACTIVE; SUSPENDED is PAUSED; everything from the request to leave on is UNENROLLED; INELIGIBLE and FAILED are
    /// REJECTED.
    /// </summary>
    public static FlipStatusMapping Default { get; } = From(DefaultStatus);

    /// <summary>The status shown in a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public FlipEnrollmentStatus this[ParticipationState state]
    {
        get
        {
            Defined.Require(state);
            return _statuses[(int)state];
        }
    }

    /// <summary>A host's own mapping.</summary>
    /// <param name="statusOf">Gives the status of a state; called here, once for each of the 16 states, and never again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statusOf"/> is null.</exception>
    /// <exception cref="ArgumentException">It gave a status that is not defined.</exception>
    public static FlipStatusMapping From(Func<ParticipationState, FlipEnrollmentStatus> statusOf)
    {
        ArgumentNullException.ThrowIfNull(statusOf);
        IEnumerable<FlipEnrollmentStatus> statuses = LifecycleSpecification.States
            .Select(descriptor => Checked(descriptor.State, statusOf(descriptor.State), nameof(statusOf)));
        return new FlipStatusMapping([.. statuses]);
    }

    /// <inheritdoc/>
    public bool Equals(FlipStatusMapping? other) => other is not null && _statuses.AsSpan().SequenceEqual(other._statuses);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlipStatusMapping);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (FlipEnrollmentStatus status in _statuses)
            hash.Add(status);
        return hash.ToHashCode();
    }

    /// <summary>Each state with its status.</summary>
    public override string ToString() =>
        string.Join(", ", LifecycleSpecification.States.Select(known => $"{known.State.ToWireName()} {this[known.State].ToWireName()}"));

    /// <summary>Whether two mappings give the same statuses.</summary>
    /// <param name="left">One mapping.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FlipStatusMapping? left, FlipStatusMapping? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two mappings differ.</summary>
    /// <param name="left">One mapping.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FlipStatusMapping? left, FlipStatusMapping? right) => !(left == right);

    private static FlipEnrollmentStatus DefaultStatus(ParticipationState state) => state switch
    {
        EnrolmentRequested => FlipEnrollmentStatus.Created,
        AwaitingConsent or AwaitingTelemetry or AwaitingMeterAccess => FlipEnrollmentStatus.NeedsAction,
        ConfirmingDispatch or AwaitingEligibility => FlipEnrollmentStatus.Pending,
        AwaitingRegistration or Registered => FlipEnrollmentStatus.Submitted,
        Active => FlipEnrollmentStatus.Active,
        Suspended => FlipEnrollmentStatus.Paused,
        UnenrolmentRequested or WindingDown or Unenrolled or Offboarded => FlipEnrollmentStatus.Unenrolled,
        Ineligible or Failed => FlipEnrollmentStatus.Rejected,
        _ => throw Defined.Undefined(state, nameof(state)),
    };

    private static FlipEnrollmentStatus Checked(ParticipationState state, FlipEnrollmentStatus status, string parameter) =>
        WireNameTable<FlipEnrollmentStatus>.Has(status)
            ? status
            : throw new ArgumentException($"The status of {state.ToWireName()}: {Defined.Fault(status)}", parameter);
}
