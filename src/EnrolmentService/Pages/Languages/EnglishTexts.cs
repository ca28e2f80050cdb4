using System.Globalization;
using Vpp.Lifecycle;

namespace EnrolmentService.Pages.Languages;

internal sealed class EnglishTexts : PageTexts
{
    public override string SkipToContent => "Skip to the content";

    public override string TestMode => "Test mode.";

    public override string TestModeMeans => "This participation is a trial: no real device takes part.";

    public override string TheProgramme => "the programme";

    public override string Process => "Where you are in the process";

    public override string PathIsHighlighted => "Your path is highlighted:";

    public override string ExpectedAgain => "expected again";

    public override string AsOf => "As of";

    public override string LoadAgain => "Load the page again for the latest state.";

    public override string Since => "Since";

    public override string Next => "Next:";

    public override string ExpectedBy => "expected by";

    public override string WasExpectedBy => "was expected by";

    public override string WhyPaused => "Why it is paused";

    public override string WhatEndsIt => "What ends it";

    public override string RewardsSettled => "Rewards settled";

    public override string NoticePeriodElapsed => "Notice period elapsed";

    public override string Yes => "Yes";

    public override string No => "No";

    public override string NotYet => "not yet";

    public override string Timeline => "Your timeline";

    public override string Expected => "expected";

    public override string Details => "Details";

    public override string Device => "Device";

    public override string CanBeDispatched => "Can be dispatched now";

    public override string Telemetry => "Data from the device";

    public override string TelemetryReceived => "Received";

    public override string TelemetryMissing => "Missing for more than 24 hours";

    public override string TelemetryLast => "last on";

    public override string TelemetryNever => "Not received yet";

    public override string Reference => "Provider’s reference";

    public override string Programme => "Programme";

    public override string LearnMore => "Learn more about";

    public override string Requested => "Requested";

    public override string LastChange => "Last change";

    public override string Participation => "Participation";

    public override string WhatYouCanDo => "What you can do";

    public override string NothingToDo => "There is nothing that you need to do.";

    public override string OthersAct => "We are on it:";

    public override string DoItBy => "By";

    public override string Otherwise => "otherwise:";

    public override string YouMay => "At any time you may:";

    public override string LinkDoesNotWork => "This link does not work";

    public override string LinkDoesNotWorkMeans => "The link to this page is incomplete or has expired. Please ask for a new one.";

    public override string NoParticipation => "There is no such participation";

    public override string NoParticipationMeans => "Please check the address.";

    public override string CannotBeShown => "This page cannot be shown";

    public override string CannotBeShownMeans => "Something is wrong on our side. Please try again later.";

    public override string NameOf(ParticipationState state) => PageWords.Sentence(state.ToWireName());

    public override string NameOf(SuspensionReason reason) => PageWords.Sentence(reason.ToWireName());

    public override string NameOf(Phase phase) => PageWords.Sentence(phase.ToWireName());

    public override string WordOf(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => "complete",
        TimelineStatus.InProgress => "now",
        _ => "expected",
    };

    public override string Within(string name) => name.ToLowerInvariant();

    public override string EarlierSteps(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} earlier {(count == 1 ? "step is" : "steps are")} not shown.");

    public override string AllTimesAreIn(string zone) => zone == "UTC" ? "All times are in UTC." : $"All times are those of the time zone {zone}.";

    public override string TaskOf(NextActionCode code) => code switch
    {
        NextActionCode.RequestConsent => "We ask you for your consent.",
        NextActionCode.GrantConsent => "Give your consent.",
        NextActionCode.SendTelemetry => "Switch your device on, and connect it to the internet.",
        NextActionCode.GrantMeterAccess => "Give us your meter details.",
        NextActionCode.ConfirmControl => "We check whether we can control your device.",
        NextActionCode.DecideEligibility => "The programme’s operator decides whether your home and devices qualify.",
        NextActionCode.DecideRegistration => "The programme’s operator decides on the registration.",
        NextActionCode.GoLive => "We bring your device live.",
        NextActionCode.ResumeTelemetry => "Check that your device is switched on and connected.",
        NextActionCode.RestoreControl => "Check that your device is online and responding.",
        NextActionCode.RenewConsent => "Renew your consent.",
        NextActionCode.LiftOperatorPause => "The programme’s operator lifts the pause.",
        NextActionCode.LiftCustomerPause => "Resume your participation when you like.",
        NextActionCode.ServeNotice => "We serve the notice.",
        NextActionCode.SettleRewards => "The programme’s operator settles your rewards.",
        NextActionCode.ServeOutNotice => "The notice period runs out.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "There is no text for it."),
    };

    public override string? ChoiceOf(Trigger trigger) => trigger switch
    {
        Trigger.ConsentWithheld => "withdraw your request",
        Trigger.CustomerPaused => "pause your participation",
        Trigger.LeaveRequested => "leave the programme",
        _ => null,
    };
}
