using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

/// <summary>
/// Different values of every public type that compares by value, and one of the others. Each read makes them anew, so that
/// equal values are not the same object.
/// </summary>
internal static class Samples
{
    public static IReadOnlyList<object> All => [.. Make()];

    public static IReadOnlyList<object> Of(Type type) => [.. All.Where(type.IsInstanceOfType)];

    private static IEnumerable<object> Make() => [.. MakeKernel(), .. MakeJson(), .. FlipSamples.Make(), .. MakeOthers()];

    private static IEnumerable<object> MakeKernel()
    {
        Participation requested = Given.Requested(MeterAccess.Required, dwellTimes: Dwell(1));
        Participation suspended = Given.Suspended(SuspensionReason.AwaitingTelemetry, SuspensionReason.OperatorRequest);
        Participation again = suspended.After(Trigger.OperatorResumed, Trigger.TelemetryResumed, Trigger.ConsentLapsed);
        yield return requested;
        yield return suspended;
        yield return again;
        yield return requested.Timeline;
        yield return again.Timeline;
        foreach (TimelineEntry entry in again.Timeline)
            yield return entry;
        yield return requested.Details;
        yield return requested.Details with
        {
            AccountId = "acc_1",
            Provider = new ProviderInfo { Id = "prv_1", DisplayName = "Provider" },
            Programme = new ProgrammeInfo { Id = "prg_1", DisplayName = "Programme", LearnMoreUrl = "https://example.org/" },
        };
        yield return new ProviderInfo { Id = "prv_1", DisplayName = "Provider" };
        yield return new ProviderInfo { Id = "prv_1", DisplayName = "Provider", LogoUrl = "https://example.org/" };
        yield return new ProgrammeInfo { Id = "prg_1", DisplayName = "Programme" };
        yield return new ProgrammeInfo { Id = "prg_2", DisplayName = "Programme" };
        yield return Dwell(1);
        yield return Dwell(2);
        yield return new StateVisit(ParticipationState.Active, TimeSpan.FromDays(1));
        yield return new StateVisit(ParticipationState.Active, dwell: null);
        yield return DwellStatistics.From(requested.Visits);
        yield return DwellStatistics.From(again.Visits);
        yield return DwellStatistics.From(again.Visits)[ParticipationState.Active];
        yield return DwellStatistics.From(again.Visits)[ParticipationState.Suspended];
        yield return SuspensionReasonSet.Empty;
        yield return SuspensionReasonSet.All;
        yield return suspended.Configuration;
        yield return again.Configuration;

        TransitionResult accepted = requested.Apply(Trigger.ConsentRequested, Given.Start, "operator", "by post");
        TransitionResult rejected = requested.Apply(Trigger.SiteDeleted, Given.Start);
        yield return accepted;
        yield return rejected;
        yield return accepted.Accepted!.Value;
        yield return suspended.Apply(Trigger.ControlLost, Given.Start).Accepted!.Value;
        yield return accepted.Accepted!.Value.Transition;
        yield return suspended.Apply(Trigger.ControlLost, Given.Start).Accepted!.Value.Transition;
        yield return rejected.Rejection!;
        yield return suspended.Apply(Trigger.ConsentRequested, Given.Start).Rejection!;
        yield return requested.Amend(requested.Details with { LocationId = "loc_2" }, Given.Start);
        yield return again.Amend(again.Details, Given.Start);
        yield return again.Amend(again.Details, Given.Start).Rejection!;
        yield return Given.In(ParticipationState.Failed).Amend(Given.Details, Given.Start).Rejection!;
        yield return TransitionTable.Next(requested.Configuration, Trigger.ConsentRequested);
        yield return Step.Invalid;
        yield return new LifecycleTimers();
        yield return new LifecycleTimers { NoticePeriod = TimeSpan.FromDays(30) };
        yield return LifecycleTimers.Default.NextDue(Given.In(ParticipationState.Active))!.Value;
        yield return new LifecycleTimers { NoticePeriod = TimeSpan.FromDays(30) }.NextDue(Given.In(ParticipationState.WindingDown))!.Value;
        yield return LifecycleTimers.Default.Advance(Given.In(ParticipationState.Active), Given.Start.AddDays(9));
        yield return LifecycleTimers.Default.Advance(Given.In(ParticipationState.Active), Given.Start);
        yield return LifecycleTimers.Default.Deliver(Given.In(ParticipationState.Active), Trigger.NoticeServed, Given.Start.AddDays(9), Given.Start.AddDays(9));
        yield return LifecycleTimers.Default.Deliver(Given.In(ParticipationState.Active), Trigger.OperatorPaused, Given.Start, Given.Start);
        yield return new Wait(ParticipationState.AwaitingEligibility, TimeSpan.FromDays(14), Trigger.EligibilityDenied);
        yield return new Wait(ParticipationState.AwaitingEligibility, TimeSpan.FromDays(14), Trigger.EligibilityConfirmed);
        yield return Given.In(ParticipationState.AwaitingConsent).NextActions()[0];
        yield return Given.In(ParticipationState.AwaitingConsent).NextActions(new LifecycleTimers { ConsentDecision = TimeSpan.FromDays(14) })[0];
        yield return LifecycleSpecification.Rules[0];
        yield return LifecycleSpecification.Rules.First(rule => rule.Guard is not null).Guard!;
        yield return LifecycleSpecification.Describe(ParticipationState.Active);
        yield return LifecycleSpecification.Describe(SuspensionReason.OperatorRequest);
        yield return LifecycleSpecification.Describe(Trigger.ConsentGranted);
        yield return new TransitionRejectedException(rejected.Rejection!);
    }

    private static IEnumerable<object> MakeJson()
    {
        Participation suspended = Given.Suspended(SuspensionReason.AwaitingConsent);
        ParticipationResource resource = ParticipationResource.From(suspended, Given.Start);
        var query = new ParticipationListQuery(suspended.Details.DeviceId, limit: 1, startingAfter: suspended.Id);
        var first = new ParticipationListQuery(suspended.Details.DeviceId);
        ParticipationPage page = ParticipationPage.From(first, [suspended]);
        yield return resource;
        yield return ParticipationResource.From(suspended, Given.Start.AddYears(1));
        yield return resource.Timeline[0];
        yield return resource.Timeline[1];
        yield return query;
        yield return first;
        yield return page;
        yield return ParticipationPage.From(first, []);
        yield return ParticipationList.From(page, Given.Start);
        yield return ParticipationList.From(ParticipationPage.From(first, []), Given.Start);
        yield return InMemoryParticipationList.Empty.With(suspended);
        yield return ParticipationListOrder.NewestFirst;
        yield return new ParticipationResourceConverter();
        yield return new ParticipationListConverter();
        yield return new TimelineEntryResourceConverter();
        yield return new WireNameConverter<ParticipationState>();
        yield return new DwellTimesConverter();
        yield return new DwellStatisticsConverter();
        yield return new SuspensionReasonSetConverter();
        yield return new ParticipationDetailsConverter();
        yield return new ProviderInfoConverter();
        yield return new ProgrammeInfoConverter();
        yield return new RejectionConverter();
        yield return new AmendmentRejectionConverter();
        yield return Assert.Throws<LifecycleJsonException>(() => ParticipationResource.Parse("""{"object":"vpp-participation","id":"vpp_1","current_state":"ASLEEP"}"""));
        yield return new UnknownCursorException(query);
        yield return QueryError("limit");
        yield return QueryError("device_id");

        var requested = new ParticipationRequested(suspended.Details, MeterAccess.Required, Given.Start);
        yield return requested;
        yield return new ParticipationRequested(suspended.Details, MeterAccess.NotRequired, Given.Start, Dwell(1), "installer");
        yield return new TriggerFired(suspended.Id, Trigger.ConsentRequested, Given.Start);
        yield return new TriggerFired(suspended.Id, Trigger.ConsentRequested, Given.Start, note: "by post");
        yield return new TriggerFired(suspended.Id, Trigger.TelemetryReceived, Given.Start, reasonCode: "E-17");
        yield return new TriggerFired(suspended.Id, Trigger.TelemetryReceived, Given.Start, reasonCode: "E-17", isStale: true);
        yield return new DetailsAmended(suspended.Details, Given.Start);
        yield return new DetailsAmended(suspended.Details, Given.Start.AddDays(1));
        yield return Assert.Throws<HistoryReplayException>(() => Participation.Replay(requested, [requested]));
        yield return ParticipationSnapshot.From(suspended);
        yield return ParticipationSnapshot.From(Given.Requested());
        yield return MinimalJsonEncoder.Instance;
        yield return new ParticipationSnapshotConverter();
        yield return new ParticipationEventConverter<ParticipationEvent>();
    }

    private static IEnumerable<object> MakeOthers()
    {
        yield return MessageCatalogue.English.WithMessage(ParticipationState.Active, "All is well.");
        yield return MessageCatalogue.English.WithMessage(SuspensionReason.OperatorRequest, "The operator asked for a pause.");
        yield return Fleet.Count([Given.In(ParticipationState.Active).Configuration]);
        yield return Fleet.Count([Given.In(ParticipationState.Failed).Configuration]);
        yield return new FleetEvent(0, Trigger.OperatorPaused);
        yield return new FleetEvent(1, Trigger.OperatorPaused);
        yield return Fleet.Apply(Trigger.OperatorPaused, [Given.In(ParticipationState.Active).Configuration]);
        yield return Fleet.Apply(Trigger.OperatorPaused, [Given.In(ParticipationState.Failed).Configuration]);
        yield return DecidedReadings.All[0];
        yield return DecidedReadings.All[1];
    }

    private static DwellTimes Dwell(int days) =>
        DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.EnrolmentRequested] = TimeSpan.FromDays(days) });

    private static ParticipationListQueryError QueryError(string parameter)
    {
        Assert.False(ParticipationListQuery.TryParse([KeyValuePair.Create(parameter, (string?)"")], out _, out ParticipationListQueryError? error));
        return error;
    }
}
