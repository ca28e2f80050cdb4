using Vpp.Lifecycle;

namespace EnrolmentService.Operator;

/// <summary>Something that an operator does, in words. Which there are is read off the lifecycle: what the operator is the party of, and the two ways to end it.</summary>
public sealed record OperatorAction(Trigger Trigger, string Words, bool EndsIt)
{
    /// <summary>All of them, in trigger order.</summary>
    public static IReadOnlyList<OperatorAction> All { get; } =
    [
        .. LifecycleSpecification.Triggers
            .Where(trigger => trigger.Party == Party.Operator || trigger.Trigger is Trigger.LeaveRequested or Trigger.UnrecoverableError)
            .Select(trigger => new OperatorAction(trigger.Trigger, WordsOf(trigger.Trigger), Ends(trigger.Trigger))),
    ];

    /// <summary>Those that would change something now.</summary>
    public static IReadOnlyList<OperatorAction> PermittedIn(Participation participation) => [.. All.Where(action => participation.PermittedTriggers.Contains(action.Trigger))];

    public static OperatorAction? Find(string? wireName) => WireNames.TryParse(wireName, out Trigger trigger) ? All.FirstOrDefault(action => action.Trigger == trigger) : null;

    /// <summary>Whether there is no way back from where it leads.</summary>
    private static bool Ends(Trigger trigger) => LifecycleSpecification.Rules.Any(rule =>
        rule.Trigger == trigger && rule.Outcome == Outcome.Transitioned && LifecycleSpecification.Describe(rule.To) is { IsTerminal: true } or { State: ParticipationState.UnenrolmentRequested });

    private static string WordsOf(Trigger trigger) => trigger switch
    {
        Trigger.EligibilityConfirmed => "Approve eligibility",
        Trigger.EligibilityDenied => "Reject: not eligible",
        Trigger.RegistrationConfirmed => "Approve registration",
        Trigger.RegistrationDeclined => "Reject registration",
        Trigger.OperatorPaused => "Pause",
        Trigger.OperatorResumed => "Resume",
        Trigger.RewardsSettled => "Rewards are settled",
        Trigger.LeaveRequested => "Leave the programme",
        Trigger.UnrecoverableError => "Give up the enrolment",
        _ => Pages.Languages.PageWords.Sentence(trigger.ToWireName()),
    };
}
