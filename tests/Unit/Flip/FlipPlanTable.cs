using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

/// <summary>
/// What an operator may ask for, written from the agreed table and not from the planner: <c>=</c> is shown already, <c>x</c> rejected, anything
/// else the triggers to fire.
/// </summary>
internal static class FlipPlanTable
{
    private const string Grid =
        """
                                CREATED ACTIVE   NEEDS_ACTION PENDING REJECTED UNENROLLED SUBMITTED PAUSED
        ENROLMENT_REQUESTED     =       x        x            x       UE       x          x         x
        AWAITING_CONSENT        x       x        =            x       UE       x          x         x
        AWAITING_TELEMETRY      x       x        =            x       UE       x          x         x
        AWAITING_METER_ACCESS   x       x        =            x       UE       x          x         x
        CONFIRMING_DISPATCH     x       x        x            =       UE       x          x         x
        AWAITING_ELIGIBILITY    x       EC+RC+WL x            =       ED       x          x         x
        AWAITING_REGISTRATION   x       RC+WL    x            x       RD       x          =         x
        REGISTERED              x       WL       x            x       UE       x          =         x
        INELIGIBLE              x       x        x            x       =        x          x         x
        ACTIVE                  x       =        x            x       x        LR         x         OP
        SUSPENDED               x       OR       x            x       x        LR         x         OP
        UNENROLMENT_REQUESTED   x       x        x            x       x        =          x         x
        WINDING_DOWN            x       x        x            x       x        =          x         x
        UNENROLLED              x       x        x            x       x        =          x         x
        OFFBOARDED              x       x        x            x       x        =          x         x
        FAILED                  x       x        x            x       =        x          x         x
        """;

    private static readonly Dictionary<string, Trigger> Short = new(StringComparer.Ordinal)
    {
        ["UE"] = Trigger.UnrecoverableError,
        ["EC"] = Trigger.EligibilityConfirmed,
        ["ED"] = Trigger.EligibilityDenied,
        ["RC"] = Trigger.RegistrationConfirmed,
        ["RD"] = Trigger.RegistrationDeclined,
        ["WL"] = Trigger.DeviceWentLive,
        ["OR"] = Trigger.OperatorResumed,
        ["OP"] = Trigger.OperatorPaused,
        ["LR"] = Trigger.LeaveRequested,
    };

    private static readonly string[][] Cells =
        [.. Grid.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>Null where it is rejected, empty where it is shown already.</summary>
    internal static Trigger[]? Expected(ParticipationState state, FlipEnrollmentStatus asked)
    {
        int column = Array.IndexOf(Cells[0], asked.ToWireName());
        string cell = Cells.Single(row => row[0] == state.ToWireName())[column + 1];
        return cell switch
        {
            "x" => null,
            "=" => [],
            _ => [.. cell.Split('+').Select(name => Short[name])],
        };
    }
}
