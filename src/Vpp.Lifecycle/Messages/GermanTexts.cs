using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle;

/// <summary>The states page's texts in German, the customer addressed as „Sie“.</summary>
internal static class GermanTexts
{
    internal static readonly IReadOnlyDictionary<ParticipationState, string> Messages = new Dictionary<ParticipationState, string>
    {
        [EnrolmentRequested] = "Wir haben Ihre Anmeldung zum Programm erhalten.",
        [AwaitingConsent] = "Wir brauchen Ihre Erlaubnis, Ihr Gerät während der Programmeinsätze zu steuern. Bitte stimmen Sie zu, damit es weitergeht.",
        [AwaitingTelemetry] = "Wir warten auf Daten von Ihrem Gerät. Bitte prüfen Sie, ob es eingeschaltet und mit dem Internet verbunden ist.",
        [AwaitingMeterAccess] = "Wir brauchen Zugang zu Ihrem Zähler. Bitte geben Sie Ihre Zählerdaten an, damit es weitergeht.",
        [ConfirmingDispatch] = "Wir prüfen, ob wir Ihr Gerät steuern können.",
        [AwaitingEligibility] = "Wir prüfen, ob Ihr Zuhause und Ihre Geräte die Voraussetzungen erfüllen.",
        [AwaitingRegistration] = "Wir melden Ihr Gerät beim Programm an.",
        [Registered] = "Gute Nachricht: Ihr Gerät ist angemeldet.",
        [Ineligible] = "Leider erfüllen Ihr Zuhause oder Ihre Geräte derzeit nicht die Voraussetzungen. Das kann sich ändern, wenn sich Ihre Ausstattung ändert.",
        [Active] = "Ihr Gerät ist aktiv und nimmt am Programm teil.",
        [Suspended] = "Ihre Teilnahme pausiert. Die Gründe dafür finden Sie unten.",
        [UnenrolmentRequested] = "Wir haben Ihren Wunsch erhalten, das Programm zu verlassen.",
        [WindingDown] = "Wir schließen Ihre Teilnahme ab. Ihr Gerät wird nicht mehr zu neuen Einsätzen herangezogen, und offene Vergütungen werden abgerechnet.",
        [Unenrolled] = "Sie haben das Programm verlassen. Ihre Unterlagen bleiben für Sie aufbewahrt.",
        [Offboarded] = "Ihr Zuhause und Ihre Geräte wurden aus dem Programm entfernt.",
        [Failed] = "Bei der Einrichtung ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal oder wenden Sie sich an den Kundendienst.",
    };

    internal static readonly IReadOnlyDictionary<SuspensionReason, string> ReasonMessages = new Dictionary<SuspensionReason, string>
    {
        [SuspensionReason.AwaitingTelemetry] =
            "Ihre Teilnahme pausiert, weil wir keine Daten mehr von Ihrem Gerät erhalten. Bitte prüfen Sie, ob es eingeschaltet und verbunden ist. Sobald wieder Daten ankommen, geht es automatisch weiter.",
        [SuspensionReason.AwaitingDispatch] =
            "Ihre Teilnahme pausiert, weil wir Ihr Gerät derzeit nicht steuern können. Bitte prüfen Sie, ob es online ist und reagiert. Sobald wir es wieder steuern können, geht es weiter.",
        [SuspensionReason.AwaitingConsent] =
            "Ihre Teilnahme pausiert, weil wir Ihre Erlaubnis brauchen, Ihr Gerät zu steuern. Bitte erneuern Sie Ihre Zustimmung, damit es weitergeht.",
        [SuspensionReason.OperatorRequest] = "Der Programmbetreiber hat Ihre Teilnahme pausiert. Sobald das geklärt ist, geht es weiter.",
        [SuspensionReason.CustomerRequest] = "Ihre Teilnahme pausiert auf Ihren Wunsch. Sie können sie jederzeit fortsetzen.",
    };

    internal static readonly IReadOnlyDictionary<ParticipationState, string> Descriptions = new Dictionary<ParticipationState, string>
    {
        [EnrolmentRequested] = "Anmeldung eingegangen.",
        [AwaitingConsent] = "Die Zustimmung des Kunden zur Steuerung steht aus.",
        [AwaitingTelemetry] = "Das Gerät hat noch keine Telemetrie gesendet. Vorher lässt sich nicht feststellen, ob es steuerbar ist.",
        [AwaitingMeterAccess] = "Optional. Der Zugang zum Übergabezähler steht aus. Entfällt, wenn er schon besteht oder nicht nötig ist.",
        [ConfirmingDispatch] = "Es wird festgestellt, ob das Gerät steuerbar ist.",
        [AwaitingEligibility] = "Der Programmbetreiber muss noch bestätigen, dass die Voraussetzungen erfüllt sind.",
        [AwaitingRegistration] = "Der Programmbetreiber muss die Registrierung noch bestätigen.",
        [Registered] = "Registrierung bestätigt.",
        [Ineligible] = "Hat die Voraussetzungen bei der Prüfung nicht erfüllt. Nur zu beheben, wenn sich die Eigenschaften des Standorts ändern.",
        [Active] = "Abrufbar und Teilnehmer am Programm, auch an VPP-Einsätzen, wo es sie gibt.",
        [Suspended] = "Angemeldet, aber vorübergehend nicht abrufbar. Die aktiven Ursachen stehen in suspension_reasons. Kehrt zu ACTIVE zurück, sobald alle behoben sind.",
        [UnenrolmentRequested] = "Der Kunde oder der Betreiber hat die Abmeldung verlangt.",
        [WindingDown] = "Die Kündigungsfrist läuft, und offene Vergütungen werden abgerechnet.",
        [Unenrolled] = "Nimmt nicht mehr am Programm teil. Die Unterlagen werden aufbewahrt.",
        [Offboarded] = "Der Standort und die zugehörigen Anlagen wurden aus dem Programm entfernt.",
        [Failed] = "Die Anmeldung endete, bevor das Gerät aktiv wurde: Die Einrichtung schlug fehl, es kam nie Telemetrie, oder die Zustimmung wurde verweigert.",
    };
}
