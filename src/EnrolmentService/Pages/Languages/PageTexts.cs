using Vpp.Lifecycle;

namespace EnrolmentService.Pages.Languages;

/// <summary>What a customer's page says beside the lifecycle's own messages, in one language.</summary>
public abstract class PageTexts
{
    public abstract string SkipToContent { get; }

    public abstract string TestMode { get; }

    public abstract string TestModeMeans { get; }

    public abstract string TheProgramme { get; }

    public abstract string Process { get; }

    public abstract string PathIsHighlighted { get; }

    public abstract string ExpectedAgain { get; }

    public abstract string AsOf { get; }

    public abstract string LoadAgain { get; }

    public abstract string Since { get; }

    public abstract string Next { get; }

    public abstract string ExpectedBy { get; }

    public abstract string WasExpectedBy { get; }

    public abstract string WhyPaused { get; }

    public abstract string WhatEndsIt { get; }

    public abstract string RewardsSettled { get; }

    public abstract string NoticePeriodElapsed { get; }

    public abstract string Yes { get; }

    public abstract string No { get; }

    public abstract string NotYet { get; }

    public abstract string Timeline { get; }

    public abstract string Expected { get; }

    public abstract string Details { get; }

    public abstract string Device { get; }

    public abstract string CanBeDispatched { get; }

    public abstract string Telemetry { get; }

    public abstract string TelemetryReceived { get; }

    public abstract string TelemetryMissing { get; }

    public abstract string TelemetryLast { get; }

    public abstract string TelemetryNever { get; }

    public abstract string Reference { get; }

    public abstract string Programme { get; }

    public abstract string LearnMore { get; }

    public abstract string Requested { get; }

    public abstract string LastChange { get; }

    public abstract string Participation { get; }

    public abstract string WhatYouCanDo { get; }

    public abstract string NothingToDo { get; }

    public abstract string OthersAct { get; }

    public abstract string DoItBy { get; }

    public abstract string Otherwise { get; }

    public abstract string YouMay { get; }

    public abstract string LinkDoesNotWork { get; }

    public abstract string LinkDoesNotWorkMeans { get; }

    public abstract string NoParticipation { get; }

    public abstract string NoParticipationMeans { get; }

    public abstract string CannotBeShown { get; }

    public abstract string CannotBeShownMeans { get; }

    public abstract string NameOf(ParticipationState state);

    public abstract string NameOf(SuspensionReason reason);

    public abstract string NameOf(Phase phase);

    public abstract string WordOf(TimelineStatus status);

    /// <summary>A name as it stands within a sentence.</summary>
    public abstract string Within(string name);

    public abstract string EarlierSteps(int count);

    public abstract string AllTimesAreIn(string zone);

    /// <summary>What is to be done, as the customer is told.</summary>
    public abstract string TaskOf(NextActionCode code);

    /// <summary>What a customer may do without being asked to; null for what is no choice of theirs.</summary>
    public abstract string? ChoiceOf(Trigger trigger);
}
