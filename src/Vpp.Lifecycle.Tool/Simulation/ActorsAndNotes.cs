using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>Who made something happen, and now and then a word on why.</summary>
internal static class ActorsAndNotes
{
    private static readonly string[] OperatorNotes = ["grid maintenance", "Zählertausch", "firmware roll-out", "contrôle de sécurité"];
    private static readonly string[] CustomerNotes = ["on holiday", "Urlaub bis Ende des Monats", "déménagement", "来客のため", "\"not this week\", she said"];

    internal static void Write(Utf8JsonWriter writer, Trigger trigger, long at)
    {
        (string? actor, string[] notes) = trigger switch
        {
            Trigger.OperatorPaused or Trigger.OperatorResumed => ("operator", OperatorNotes),
            Trigger.EligibilityConfirmed or Trigger.EligibilityDenied or Trigger.RegistrationConfirmed or Trigger.RegistrationDeclined => ("operator", []),
            Trigger.CustomerPaused or Trigger.CustomerResumed or Trigger.LeaveRequested => ("customer", CustomerNotes),
            Trigger.ConsentGranted or Trigger.ConsentRenewed or Trigger.ConsentWithheld => ("customer", []),
            _ => ((string?)null, (string[])[]),
        };
        if (actor is not null)
            writer.WriteString("actor", actor);
        if (notes.Length > 0 && at % 2 == 0)
            writer.WriteString("note", notes[(int)(at / 2 % notes.Length)]);
    }
}
