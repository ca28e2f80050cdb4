using System.Globalization;
using Vpp.Lifecycle;

namespace EnrolmentService.Pages.Languages;

/// <summary>The customer is addressed as „Sie“, as in the lifecycle's own messages.</summary>
internal sealed class GermanPageTexts : PageTexts
{
    public override string SkipToContent => "Zum Inhalt springen";

    public override string TestMode => "Testbetrieb.";

    public override string TestModeMeans => "Diese Teilnahme ist ein Versuch: Es nimmt kein echtes Gerät teil.";

    public override string TheProgramme => "dem Programm";

    public override string Process => "Wo Sie im Ablauf stehen";

    public override string PathIsHighlighted => "Ihr Weg ist hervorgehoben:";

    public override string ExpectedAgain => "wieder erwartet";

    public override string AsOf => "Stand:";

    public override string LoadAgain => "Laden Sie die Seite neu, um den neuesten Stand zu sehen.";

    public override string Since => "Seit";

    public override string Next => "Als Nächstes:";

    public override string ExpectedBy => "erwartet bis";

    public override string WasExpectedBy => "war erwartet bis";

    public override string WhyPaused => "Warum sie pausiert";

    public override string WhatEndsIt => "Was sie beendet";

    public override string RewardsSettled => "Vergütungen abgerechnet";

    public override string NoticePeriodElapsed => "Kündigungsfrist abgelaufen";

    public override string Yes => "Ja";

    public override string No => "Nein";

    public override string NotYet => "noch nicht";

    public override string Timeline => "Ihr Verlauf";

    public override string Expected => "erwartet";

    public override string Details => "Angaben";

    public override string Device => "Gerät";

    public override string CanBeDispatched => "Jetzt abrufbar";

    public override string Telemetry => "Daten vom Gerät";

    public override string TelemetryReceived => "Gehen ein";

    public override string TelemetryMissing => "Fehlen seit mehr als 24 Stunden";

    public override string TelemetryLast => "zuletzt am";

    public override string TelemetryNever => "Noch nicht eingegangen";

    public override string Reference => "Referenz des Anbieters";

    public override string Programme => "Programm";

    public override string LearnMore => "Mehr über";

    public override string Requested => "Angemeldet am";

    public override string LastChange => "Letzte Änderung";

    public override string Participation => "Teilnahme";

    public override string WhatYouCanDo => "Was Sie tun können";

    public override string NothingToDo => "Sie müssen nichts tun.";

    public override string OthersAct => "Wir kümmern uns darum:";

    public override string DoItBy => "Bis";

    public override string Otherwise => "sonst:";

    public override string YouMay => "Sie können jederzeit:";

    public override string LinkDoesNotWork => "Dieser Link funktioniert nicht";

    public override string LinkDoesNotWorkMeans => "Der Link zu dieser Seite ist unvollständig oder abgelaufen. Bitte fordern Sie einen neuen an.";

    public override string NoParticipation => "Diese Teilnahme gibt es nicht";

    public override string NoParticipationMeans => "Bitte prüfen Sie die Adresse.";

    public override string CannotBeShown => "Diese Seite kann nicht angezeigt werden";

    public override string CannotBeShownMeans => "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es später noch einmal.";

    public override string NameOf(ParticipationState state) => state switch
    {
        ParticipationState.EnrolmentRequested => "Anmeldung eingegangen",
        ParticipationState.AwaitingConsent => "Zustimmung offen",
        ParticipationState.AwaitingTelemetry => "Warten auf Daten",
        ParticipationState.AwaitingMeterAccess => "Zählerzugang offen",
        ParticipationState.ConfirmingDispatch => "Steuerung in Prüfung",
        ParticipationState.AwaitingEligibility => "Eignung in Prüfung",
        ParticipationState.AwaitingRegistration => "Registrierung offen",
        ParticipationState.Registered => "Registriert",
        ParticipationState.Ineligible => "Nicht geeignet",
        ParticipationState.Active => "Aktiv",
        ParticipationState.Suspended => "Pausiert",
        ParticipationState.UnenrolmentRequested => "Abmeldung eingegangen",
        ParticipationState.WindingDown => "Wird abgeschlossen",
        ParticipationState.Unenrolled => "Abgemeldet",
        ParticipationState.Offboarded => "Aus dem Programm entfernt",
        ParticipationState.Failed => "Fehlgeschlagen",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no text for it."),
    };

    public override string NameOf(SuspensionReason reason) => reason switch
    {
        SuspensionReason.AwaitingTelemetry => "Daten fehlen",
        SuspensionReason.AwaitingDispatch => "Nicht steuerbar",
        SuspensionReason.AwaitingConsent => "Zustimmung fehlt",
        SuspensionReason.OperatorRequest => "Pause des Betreibers",
        SuspensionReason.CustomerRequest => "Pause auf Ihren Wunsch",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no text for it."),
    };

    public override string NameOf(Phase phase) => phase switch
    {
        Phase.Enrolment => "Anmeldung",
        Phase.Participation => "Teilnahme",
        Phase.Unenrolment => "Abmeldung",
        Phase.Failure => "Fehlschlag",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "There is no text for it."),
    };

    public override string WordOf(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => "erledigt",
        TimelineStatus.InProgress => "jetzt",
        _ => "erwartet",
    };

    public override string Within(string name) => name;

    public override string EarlierSteps(int count) =>
        count == 1 ? "1 früherer Schritt ist nicht dargestellt." : string.Create(CultureInfo.InvariantCulture, $"{count} frühere Schritte sind nicht dargestellt.");

    public override string AllTimesAreIn(string zone) => zone == "UTC" ? "Alle Zeiten sind in UTC angegeben." : $"Alle Zeiten gelten in der Zeitzone {zone}.";

    public override string TaskOf(NextActionCode code) => code switch
    {
        NextActionCode.RequestConsent => "Wir bitten Sie um Ihre Zustimmung.",
        NextActionCode.GrantConsent => "Stimmen Sie zu.",
        NextActionCode.SendTelemetry => "Schalten Sie Ihr Gerät ein und verbinden Sie es mit dem Internet.",
        NextActionCode.GrantMeterAccess => "Geben Sie uns Ihre Zählerdaten.",
        NextActionCode.ConfirmControl => "Wir prüfen, ob wir Ihr Gerät steuern können.",
        NextActionCode.DecideEligibility => "Der Programmbetreiber entscheidet, ob Ihr Zuhause und Ihre Geräte die Voraussetzungen erfüllen.",
        NextActionCode.DecideRegistration => "Der Programmbetreiber entscheidet über die Registrierung.",
        NextActionCode.GoLive => "Wir nehmen Ihr Gerät in Betrieb.",
        NextActionCode.ResumeTelemetry => "Prüfen Sie, ob Ihr Gerät eingeschaltet und verbunden ist.",
        NextActionCode.RestoreControl => "Prüfen Sie, ob Ihr Gerät online ist und reagiert.",
        NextActionCode.RenewConsent => "Erneuern Sie Ihre Zustimmung.",
        NextActionCode.LiftOperatorPause => "Der Programmbetreiber hebt die Pause auf.",
        NextActionCode.LiftCustomerPause => "Setzen Sie Ihre Teilnahme fort, wann Sie möchten.",
        NextActionCode.ServeNotice => "Wir stellen die Kündigung zu.",
        NextActionCode.SettleRewards => "Der Programmbetreiber rechnet Ihre Vergütungen ab.",
        NextActionCode.ServeOutNotice => "Die Kündigungsfrist läuft ab.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "There is no text for it."),
    };

    public override string? ChoiceOf(Trigger trigger) => trigger switch
    {
        Trigger.ConsentWithheld => "Ihre Anmeldung zurückziehen",
        Trigger.CustomerPaused => "Ihre Teilnahme pausieren",
        Trigger.LeaveRequested => "das Programm verlassen",
        _ => null,
    };
}
