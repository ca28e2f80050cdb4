using System.Security.Cryptography;
using OneOf;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class GuideFirstSteps
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly List<string> _shown = [];

    [Fact]
    public void Create()
    {
        DateTimeOffset now = Monday;

        #region create
        var details = new ParticipationDetails
        {
            Id = ParticipationId.From(RandomNumberGenerator.GetBytes(ParticipationId.ByteCount)),   // or an identifier of your own
            DeviceId = "dev_1",
            LocationId = "loc_1",
            LiveMode = true,
            Programme = new ProgrammeInfo { Id = "prg_1", DisplayName = "Evening Peak" },
        };
        Participation requested = Participation.Request(details, MeterAccess.Required, now);
        #endregion

        Assert.StartsWith("vpp_", requested.Id, StringComparison.Ordinal);
        Assert.Equal(ParticipationState.EnrolmentRequested, requested.CurrentState);
    }

    [Fact]
    public void Apply_what_happens()
    {
        Participation participation = Given.Requested();
        DateTimeOffset occurredAt = Monday;

        #region apply
        TransitionResult result = participation.Apply(Trigger.ConsentRequested, occurredAt, actor: "installer 17", note: "asked by e-mail");
        if (result.TryPickAccepted(out AcceptedTransition accepted, out Rejection? rejection))
        {
            participation = accepted.Participation;            // the next value; the old one has not changed
            Show($"{accepted.Outcome.ToWireName()}: {accepted.Transition.From} -> {accepted.Transition.To}");
        }
        else
        {
            Show(rejection);
        }
        #endregion

        Snippets.AssertShown("docs/guide.md", _shown);
        Assert.Equal(ParticipationState.AwaitingConsent, participation.CurrentState);
    }

    [Fact]
    public void Choose_by_the_outcome()
    {
        TransitionResult result = Given.Suspended(SuspensionReason.OperatorRequest).Apply(Trigger.ControlLost, Monday);

        #region outcomes
        string done = result switch
        {
            { Outcome: Outcome.Transitioned, Accepted: { } accepted } => $"entered {accepted.Participation.CurrentState}",
            { Outcome: Outcome.Updated, Accepted: { } accepted } => $"recorded; still {accepted.Participation.CurrentState}",
            { Outcome: Outcome.Ignored } => "nothing to change",
            { Rejection: { } rejection } => $"rejected: {rejection.Reason}",
            _ => throw new InvalidOperationException("a result that comes from no Apply"),
        };
        #endregion

        Assert.Equal("recorded; still Suspended", done);
    }

    [Fact]
    public void As_a_OneOf()
    {
        Participation participation = Given.Requested();

        #region one-of-use
        OneOf<AcceptedTransition, Rejection> result = participation.Apply(Trigger.DeviceWentLive, Monday).ToOneOf();
        string answer = result.Match(accepted => $"{accepted.Outcome}", rejection => rejection.Code.ToWireName());
        #endregion

        Assert.Equal("NOT_YET_PERMITTED", answer);
        Assert.Equal(ParticipationState.AwaitingConsent, participation.Apply(Trigger.ConsentRequested, Monday).ToOneOf().AsT0.Participation.CurrentState);
    }

    [Fact]
    public void Read_a_rejection()
    {
        Participation participation = Given.Requested();
        DateTimeOffset now = Monday;

        #region rejection
        if (participation.Apply(Trigger.DeviceWentLive, now).Rejection is { } rejection)
        {
            Show(rejection.Code.ToWireName());                 // stable, for programs
            Show(rejection.Reason);                            // for people
            Show(string.Join(", ", rejection.Permitted));      // what would change something
        }

        Show(string.Join(", ", participation.PathTo(ParticipationState.Active)!));    // and how to get there
        #endregion

        Snippets.AssertShown("docs/guide.md", _shown);
    }

    [Fact]
    public void Learn_dwell_times_from_what_happened()
    {
        Participation[] yesterday = [Given.In(ParticipationState.Active), Given.In(ParticipationState.Suspended)];
        Participation[] elsewhere = [Given.In(ParticipationState.Failed)];

        #region dwell
        // On each machine, of what it has; as text or as UTF-8.
        string travels = DwellStatistics.From(elsewhere.SelectMany(participation => participation.Visits)).ToJson();

        // On the one that adds them up: exact, as if all had been there.
        DwellStatistics here = DwellStatistics.From(yesterday.SelectMany(participation => participation.Visits));
        DwellStatistics all = here.Merge(DwellStatisticsJson.Parse(travels));
        StateDwell waiting = all[ParticipationState.AwaitingConsent];      // Visits, StillThere, Median, P90, P99, Longest
        var expected = DwellTimes.From(all);                               // by the median; From(all, 0.9) promises less boldly
        #endregion

        Assert.Equal((2L, 0L), (waiting.Visits, waiting.StillThere));
        Assert.Equal(waiting.Median, expected[ParticipationState.AwaitingConsent]);
        Assert.Equal(1, all[ParticipationState.Failed].StillThere);
    }

    [Fact]
    public void Show_the_timeline()
    {
        DateTimeOffset now = Monday;
        ParticipationDetails details = Given.Details;

        #region timeline
        var expected = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan>
        {
            [ParticipationState.EnrolmentRequested] = TimeSpan.FromHours(1),
            [ParticipationState.AwaitingConsent] = TimeSpan.FromDays(2),
        });
        Participation participation = Participation.Request(details, MeterAccess.NotRequired, now, expected)
            .ApplyOrThrow(Trigger.ConsentRequested, now.AddHours(2));

        foreach (TimelineEntry entry in participation.Timeline.Take(4))
            Show($"{entry.Status.ToWireName(),-11} {entry.State.ToWireName(),-21} {entry.OccurredAt ?? entry.ExpectedAt:u}");
        #endregion

        Snippets.AssertShown("docs/guide.md", _shown);
    }

    [Fact]
    public void Amend()
    {
        Participation participation = Given.Requested();
        DateTimeOffset now = Monday;

        #region amend
        AmendmentResult amended = participation.Amend(participation.Details with { LocationId = "loc_2" }, now);
        participation = amended.Match(after => after, rejection => throw new InvalidOperationException(rejection.ToString()));
        #endregion

        Assert.Equal("loc_2", participation.Details.LocationId);
    }

    [Fact]
    public void Take_over_a_row_without_a_history()
    {
        ParticipationDetails details = Given.Details;
        var row = new
        {
            State = "SUSPENDED",
            Reasons = new[] { SuspensionReason.OperatorRequest },
            RequestedAt = Monday,
            EnteredAt = Monday.AddDays(40),
        };

        #region take-over
        if (!WireNames.TryParse(row.State, out ParticipationState state))             // current names and the four old ones
            throw new FormatException($"no state: {row.State}");

        Participation taken = Participation.Request(details, MeterAccess.NotRequired, row.RequestedAt);
        foreach (Trigger trigger in taken.PathTo(state == ParticipationState.Suspended ? ParticipationState.Active : state)!)
            taken = taken.ApplyOrThrow(trigger, row.EnteredAt, actor: "taken over");
        foreach (SuspensionReason reason in row.Reasons)
            taken = taken.ApplyOrThrow(LifecycleSpecification.Describe(reason).RaisedBy, row.EnteredAt, actor: "taken over");
        #endregion

        Assert.Equal("SUSPENDED (OPERATOR_REQUEST)", taken.Configuration.ToString());
    }

    private void Show(object? line) => _shown.Add($"{line}");
}
