using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>How a participation came about, as numbers that mean something whatever they are: so a story can be cut short and still be one.</summary>
public sealed record Story(ParticipationRequested Request, IReadOnlyList<StoryStep> Steps, DateTimeOffset AsOf)
{
    /// <summary>The participation, and the events that were accepted on the way.</summary>
    internal (Participation Participation, IReadOnlyList<ParticipationEvent> Events) Play()
    {
        Participation participation = Participation.Request(Request.Details, Request.MeterAccess, Request.OccurredAt, Request.DwellTimes);
        var events = new List<ParticipationEvent>();
        foreach (StoryStep step in Steps)
        {
            if (step.Amended is { } amended)
            {
                ParticipationDetails details = amended with
                {
                    Id = participation.Id,
                    DeviceId = participation.Details.DeviceId,
                    LiveMode = participation.Details.LiveMode,
                };
                if (!participation.Amend(details, step.At).TryPickAccepted(out Participation? after, out _))
                    continue;
                participation = after;
                events.Add(new DetailsAmended(details, step.At, step.Actor, step.Note));
            }
            else if (participation.Apply(step.TriggerIn(participation), step.At, step.Actor, step.Note).TryPickAccepted(out AcceptedTransition accepted, out _))
            {
                participation = accepted.Participation;
                events.Add(TriggerFired.From(accepted));
            }
        }

        return (participation, events);
    }

    internal Participation Participation => Play().Participation;

    internal ParticipationResource Resource => ParticipationResource.From(Participation, AsOf);

    internal IEnumerable<Story> Shorter() => Shrinking.Shorter(Steps).Select(steps => this with { Steps = steps });
}
