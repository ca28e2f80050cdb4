using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>What applying a trigger costs in memory: counted, not timed.</summary>
[Collection(nameof(NothingElseRunning))]
public sealed class AllocationTests
{
    private static readonly long ParticipationSize = BytesOf(() => RuntimeHelpers.GetUninitializedObject(typeof(Participation)));
    private static readonly long VisitSize = BytesOf(() => RuntimeHelpers.GetUninitializedObject(typeof(Visit)));

    private static readonly DwellTimes EveryStateAnHour =
        DwellTimes.From(Enum.GetValues<ParticipationState>().ToDictionary(state => state, _ => TimeSpan.FromHours(1)));

    public static TheoryData<int> Codes => Given.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_trigger_allocates_the_next_value_and_the_visit_begun_or_changed_and_nothing_else(int code)
    {
        Participation participation = Given.OfCode(code);
        DateTimeOffset at = participation.TimeUpdated.AddHours(1);
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            Outcome outcome = participation.Apply(trigger, at).Outcome;
            bool isSighting = trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed or Trigger.ConsentGranted or Trigger.ConsentRenewed;
            bool isRaised = LifecycleSpecification.Reasons.Any(reason => reason.RaisedBy == trigger);
            long expected = outcome switch
            {
                Outcome.Transitioned => ParticipationSize + VisitSize,
                Outcome.Updated => ParticipationSize + (isRaised ? VisitSize : 0),
                Outcome.Ignored when isSighting => ParticipationSize,
                _ => 0,
            };

            Assert.Equal(expected, BytesOf(() => participation.Apply(trigger, at)));
        }
    }

    [Fact]
    public void A_transition_takes_at_most_144_bytes() => Assert.InRange(ParticipationSize + VisitSize, 1, 144);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(13)]
    public void Dwell_times_make_a_transition_no_larger(int code)
    {
        Trigger trigger = Given.OfCode(code).PermittedTriggers[0];
        Participation participation = Given.OfCode(code, EveryStateAnHour);

        Assert.Equal(ParticipationSize + VisitSize, BytesOf(() => participation.Apply(trigger, Given.Start.AddYears(1))));
    }

    [Fact]
    public void An_ignored_trigger_without_a_newer_sighting_allocates_nothing()
    {
        Participation active = Given.OfCode(12).ApplyOrThrow(Trigger.TelemetryReceived, Given.Start.AddYears(1));

        Assert.Equal(0, BytesOf(() => active.Apply(Trigger.TelemetryReceived, Given.Start.AddYears(1))));
        Assert.Equal(0, BytesOf(() => active.Apply(Trigger.TelemetryReceived, Given.Start)));
        Assert.Equal(0, BytesOf(() => active.Apply(Trigger.TelemetryResumed, Given.Start)));
        Assert.Equal(0, BytesOf(() => active.Apply(Trigger.ConsentRenewed, Given.Start)));
    }

    [Fact]
    public void A_rejection_is_made_when_it_is_read_and_not_before()
    {
        Participation failed = Given.OfCode(50);
        TransitionResult result = failed.Apply(Trigger.ConsentRequested, Given.Start);

        Assert.Equal(0, BytesOf(() => failed.Apply(Trigger.ConsentRequested, Given.Start)));
        Assert.Equal(0, BytesOf(() => result.Outcome));
        Assert.Equal(0, BytesOf(() => result.IsAccepted));
        Assert.InRange(BytesOf(() => result.Rejection), 1, 32);
    }

    [Fact]
    public void Taking_an_accepted_result_apart_allocates_nothing()
    {
        TransitionResult result = Given.OfCode(12).Apply(Trigger.ControlLost, Given.Start);

        Assert.Equal(0, BytesOf(() => result.Accepted!.Value.Transition.To));
        Assert.Equal(0, BytesOf(() => result.TryPickAccepted(out AcceptedTransition accepted, out _) ? accepted.Outcome : default));
        Assert.Equal(0, BytesOf(() => result.Match(static accepted => accepted.Transition.OccurredAt, static _ => default)));
    }

    [Fact]
    public void Going_through_the_reasons_of_a_suspension_allocates_nothing()
    {
        SuspensionReasonSet reasons = SuspensionReasonSet.From(SuspensionReason.AwaitingDispatch, SuspensionReason.OperatorRequest);

        Assert.Equal(0, BytesOf(() => Sum(reasons)));
        Assert.Equal(4, Sum(reasons));

        static int Sum(SuspensionReasonSet reasons)
        {
            int sum = 0;
            foreach (SuspensionReason reason in reasons)
                sum += (int)reason;
            return sum;
        }
    }

    [Fact]
    public void Going_through_the_entries_of_a_timeline_allocates_nothing()
    {
        Timeline timeline = Given.OfCode(12).Timeline;

        Assert.Equal(0, BytesOf(() => CountOf(timeline)));
        Assert.Equal(timeline.Count, CountOf(timeline));

        static int CountOf(Timeline timeline)
        {
            int count = 0;
            foreach (TimelineEntry entry in timeline)
                count += entry.Status <= TimelineStatus.Pending ? 1 : 0;
            return count;
        }
    }

    [Fact]
    public void A_path_is_found_once_and_read_without_allocating()
    {
        Participation requested = Given.Requested();

        Assert.Same(requested.PathTo(ParticipationState.Active), Given.Requested().PathTo(ParticipationState.Active));
        Assert.Equal(0, BytesOf(() => requested.PathTo(ParticipationState.Active)));
        Assert.Equal(0, BytesOf(() => requested.PathTo(ParticipationState.Offboarded)));
    }

    [Fact]
    public void The_thousandth_visit_costs_what_the_first_did()
    {
        Participation participation = Given.OfCode(12);
        long first = BytesOf(() => participation.Apply(Trigger.ControlLost, Given.Start));
        for (int round = 0; round < 500; round++)
            participation = participation.After(Trigger.ControlLost, Trigger.ControlRestored);

        Assert.Equal(1008, participation.Timeline.Count);
        Assert.Equal(first, BytesOf(() => participation.Apply(Trigger.ControlLost, Given.Start)));
    }

    [Fact]
    public void A_participation_at_rest_with_ten_timeline_entries_keeps_at_most_1_KB()
    {
        const int count = 5_000;
        var provider = new ProviderInfo { Id = "prv_8587fa49c7e5297ccc6c57e5", DisplayName = "Leap" };
        var programme = new ProgrammeInfo { Id = "vpr_6a1f8e375db9de605baadd46", DisplayName = "Community Powershare" };
        MakeAtRest(-1);

        // What other tests leave behind is collected some time: the median of several rounds does not notice.
        double[] bytesEach = [.. Enumerable.Range(0, 5).Select(_ => MeasureFleet()).Order()];

        Assert.InRange(bytesEach[2], 512, 1024);

        double MeasureFleet()
        {
            var kept = new Participation[count];
            long before = TotalMemory();
            for (int number = 0; number < count; number++)
                kept[number] = MakeAtRest(number);
            long after = TotalMemory();
            Assert.All(kept, participation => Assert.Equal(10, participation.Timeline.Count));
            return (after - before) / (double)count;
        }

        // Every text its own object, as after reading it; provider and programme are shared by the fleet.
        Participation MakeAtRest(int number) => Participation.Request(
            new ParticipationDetails
            {
                Id = $"vpp_{number:x24}",
                DeviceId = $"dev_{number:x24}",
                LocationId = $"loc_{number:x24}",
                AccountId = $"acc_{number:x24}",
                Provider = provider,
                Programme = programme,
            },
            MeterAccess.NotRequired,
            Given.Start).After(
                Trigger.ConsentRequested, Trigger.ConsentGranted, Trigger.TelemetryReceived, Trigger.ControlConfirmed, Trigger.EligibilityConfirmed,
                Trigger.RegistrationConfirmed, Trigger.DeviceWentLive, Trigger.ControlLost, Trigger.ControlRestored);
    }

    private static long TotalMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Bytes allocated by one call; a first call goes uncounted, since it may compile and initialise.</summary>
    private static long BytesOf<T>(Func<T> call)
    {
        Keep(call());
        long before = GC.GetAllocatedBytesForCurrentThread();
        T result = call();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Keep(result);
        return after - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<T>(T value) => _ = value;
}
