namespace Vpp.Lifecycle.Export;

/// <summary>The invariants of the lifecycle as LTL over the variables of the Promela model.</summary>
internal static class PromelaClaims
{
    internal static string Observed(SuspensionReason reason) => "observed_" + reason.ToWireName().ToLowerInvariant();

    internal static IEnumerable<(string Name, string Formula)> All()
    {
        string active = Is(ParticipationState.Active);
        string suspended = Is(ParticipationState.Suspended);
        string failed = Is(ParticipationState.Failed);

        yield return ("control_active_exactly_in_active", $"[] (control_active <-> {active})");
        yield return ("reasons_exactly_in_suspended", $"[] ({GuardExpression.Any(LifecycleFacts.AnyReason)} <-> {suspended})");
        yield return ("terminal_states_are_absorbing", string.Join(" && ", LifecycleSpecification.States
            .Where(state => state.IsTerminal)
            .Select(state => Is(state.State))
            .Select(terminal => $"[] ({terminal} -> [] {terminal})")));
        yield return ("failed_only_out_of_enrolment", $"[] (!({In(Phase.Enrolment)}) && !{failed} -> [] !{failed})");
        yield return ("no_way_back_from_unenrolment", $"[] ({In(Phase.Unenrolment)} -> [] {In(Phase.Unenrolment)})");
        yield return ("active_only_when_every_reason_has_cleared", $"[] ({active} -> !({AnyObserved()}))");
        yield return ("reasons_are_those_raised_and_not_cleared", $"[] ({suspended} -> {EachAsObserved()})");
    }

    /// <summary>What holds where every wait has an end.</summary>
    internal static IEnumerable<(string Name, string Formula)> OfLimits()
    {
        yield return ("enrolment_ends", Ends(Phase.Enrolment));
        yield return ("unenrolment_ends", Ends(Phase.Unenrolment));
    }

    private static string Ends(Phase phase)
    {
        string underWay = $"({string.Join(" || ", Wait.LimitableStates.Where(state => LifecycleSpecification.Describe(state).Phase == phase).Select(Is))})";
        return $"[] ({underWay} -> <> !{underWay})";
    }

    private static string Is(ParticipationState state) => $"(state == {state.ToWireName()})";

    private static string In(Phase phase) =>
        $"({string.Join(" || ", LifecycleSpecification.States.Where(state => state.Phase == phase).Select(state => $"state == {state.State.ToWireName()}"))})";

    private static string AnyObserved() => string.Join(" || ", LifecycleSpecification.Reasons.Select(reason => Observed(reason.Reason)));

    private static string EachAsObserved() =>
        $"({string.Join(" && ", LifecycleSpecification.Reasons.Select(reason => $"{FactName.Of(reason.Reason.ToFact()).Single().Identifier} == {Observed(reason.Reason)}"))})";
}
