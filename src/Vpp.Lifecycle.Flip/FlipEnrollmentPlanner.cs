using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;
using Asked = Vpp.Lifecycle.Flip.FlipEnrollmentStatus;

namespace Vpp.Lifecycle.Flip;

/// <summary>Turns what an operator asks of an enrollment into triggers of the participation. Thread-safe.</summary>
public static class FlipEnrollmentPlanner
{
    /// <summary>
    /// The triggers that asking for a status comes to. A status that is shown already needs none, except that PAUSED records the
    /// operator's reason beside others; one that the operator cannot bring about is rejected with the reason.
    /// </summary>
    /// <param name="configuration">Where the participation stands: <see cref="Participation.Configuration"/>.</param>
    /// <param name="asked">The status asked for.</param>
    /// <param name="mapping">Which state shows which status; the default mapping when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not a defined one.</exception>
    /// <exception cref="InvalidOperationException">The configuration is not a valid one.</exception>
    public static FlipStatusPlan Plan(Configuration configuration, FlipEnrollmentStatus asked, FlipStatusMapping? mapping = null)
    {
        Defined.Require(asked);
        bool isShown = (mapping ?? FlipStatusMapping.Default)[configuration.State] == asked;
        if (isShown && asked != Asked.Paused)
            return FlipStatusPlan.Fire();
        return Commands(configuration.State, asked)
            ?? (isShown ? FlipStatusPlan.Fire() : FlipStatusPlan.Reject(FlipRejectionReasons.ReasonOf(configuration, asked)));
    }

    /// <summary>
    /// Applies a patch, all of it or nothing: the status asked for, the operator's text and the groups. A rejection is a value, never an
    /// exception.
    /// </summary>
    /// <remarks>
    /// Where the triggers take the device live, fire the raising trigger of what was lost during enrolment right after, in the same
    /// write (R21).
    /// </remarks>
    /// <param name="participation">The participation as it stands.</param>
    /// <param name="patch">What is asked for.</param>
    /// <param name="at">When it was asked.</param>
    /// <param name="current">The operator's text as it was stored; null when there is none.</param>
    /// <param name="groupExists">Tells whether a group exists, so that an unknown one rejects the whole patch; not asked when left out.</param>
    /// <param name="actor">Who asks; passed on to the transitions, as the new text is for a note.</param>
    /// <param name="mapping">Which state shows which status; the default mapping when left out.</param>
    /// <param name="reasonCode">
    /// The host's code for why (R31); passed on to the transitions, and shown as the status reason where something was done and no text of the
    /// operator's stands.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> or <paramref name="patch"/> is null.</exception>
    /// <exception cref="ArgumentException">The actor is ill-formed text, or the reason code is none.</exception>
    public static FlipPatchResult Apply(
        Participation participation,
        FlipEnrollmentPatch patch,
        DateTimeOffset at,
        FlipStatusReason? current = null,
        Func<string, bool>? groupExists = null,
        string? actor = null,
        FlipStatusMapping? mapping = null,
        string? reasonCode = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        ArgumentNullException.ThrowIfNull(patch);
        ReasonCode.Optional(reasonCode);
        if (UnknownGroup(patch, groupExists) is { } unknown)
            return FlipPatchResult.Reject(unknown);

        FlipStatusPlan plan = patch.Status is { } asked ? Plan(participation.Configuration, asked, mapping) : FlipStatusPlan.Fire();
        if (!plan.IsAccepted)
            return FlipPatchResult.Reject(FlipError.StatusRejected(plan.Rejection));

        string? note = patch.StatusReason is "" ? null : patch.StatusReason;
        var transitions = new List<Transition>();
        foreach (Trigger trigger in plan.Triggers)
        {
            if (!participation.Apply(trigger, at, actor, note, reasonCode).TryPickAccepted(out AcceptedTransition accepted, out Rejection? rejection))
                throw new TransitionRejectedException(rejection);
            participation = accepted.Participation;
            transitions.Add(accepted.Transition);
        }

        FlipStatusReason? reason = patch.StatusReason switch
        {
            null when current?.StandsIn(participation, mapping) == true => current,
            null when transitions.Count > 0 && reasonCode is not null => FlipStatusReason.From(reasonCode, participation),
            null => null,
            "" => null,
            var text => FlipStatusReason.From(text, participation),
        };
        return FlipPatchResult.Accept(new FlipPatchAccepted(participation, transitions, reason, patch.GroupIds));
    }

    /// <summary>The statuses that an operator can ask for in a state, and the triggers they come to.</summary>
    internal static FlipStatusPlan? Commands(ParticipationState state, FlipEnrollmentStatus asked) => (asked, state) switch
    {
        (Asked.Active, AwaitingEligibility) => FlipStatusPlan.Fire(EligibilityConfirmed, RegistrationConfirmed, DeviceWentLive),
        (Asked.Active, AwaitingRegistration) => FlipStatusPlan.Fire(RegistrationConfirmed, DeviceWentLive),
        (Asked.Active, Registered) => FlipStatusPlan.Fire(DeviceWentLive),
        (Asked.Active, Suspended) => FlipStatusPlan.Fire(OperatorResumed),
        (Asked.Paused, Active or Suspended) => FlipStatusPlan.Fire(OperatorPaused),
        (Asked.Rejected, AwaitingEligibility) => FlipStatusPlan.Fire(EligibilityDenied),
        (Asked.Rejected, AwaitingRegistration) => FlipStatusPlan.Fire(RegistrationDeclined),
        (Asked.Rejected, _) when LifecycleSpecification.Describe(state) is { Phase: Phase.Enrolment, IsTerminal: false } =>
            FlipStatusPlan.Fire(UnrecoverableError),
        (Asked.Unenrolled, Active or Suspended) => FlipStatusPlan.Fire(LeaveRequested),
        _ => null,
    };

    private static FlipError? UnknownGroup(FlipEnrollmentPatch patch, Func<string, bool>? groupExists)
    {
        for (int index = 0; index < (groupExists is null ? 0 : patch.GroupIds?.Count ?? 0); index++)
        {
            if (!groupExists!(patch.GroupIds![index]))
                return FlipError.UnknownGroup(index, patch.GroupIds[index]);
        }

        return null;
    }
}
