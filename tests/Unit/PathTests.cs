namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R26.</summary>
public sealed class PathTests
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    public static TheoryData<int> Codes => Given.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_path_to_each_state_is_the_first_of_the_shortest(int code)
    {
        foreach (ParticipationState target in Enum.GetValues<ParticipationState>())
        {
            IReadOnlyList<Trigger>? path = Given.OfCode(code).PathTo(target);

            Assert.Equal(FirstOfTheShortest(code, target), path);
            Assert.Equal(path, Configuration.FromCode(code).PathTo(target));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_path_can_be_walked(int code)
    {
        foreach (ParticipationState target in Enum.GetValues<ParticipationState>())
        {
            if (Given.OfCode(code).PathTo(target) is { } path)
                Assert.Equal(target, Given.OfCode(code).After([.. path]).CurrentState);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_path_to_each_configuration_leads_there_and_none_to_its_state_is_shorter(int code)
    {
        Configuration start = Configuration.FromCode(code);
        foreach (Configuration goal in Configuration.All)
        {
            IReadOnlyList<Trigger>? path = start.PathTo(goal);
            if (path is null)
                continue;
            Assert.Equal(goal, path.Aggregate(start, (here, trigger) => TransitionTable.Next(here, trigger).Next));
            Assert.InRange(start.PathTo(goal.State)!.Count, 0, path.Count);
        }

        Assert.Equal(
            Enum.GetValues<ParticipationState>().Select(state => start.PathTo(state)?.Count),
            Enum.GetValues<ParticipationState>().Select(state => Configuration.All.Where(goal => goal.State == state).Min(goal => start.PathTo(goal)?.Count)));
    }

    [Fact]
    public void A_state_one_is_in_takes_no_trigger_and_one_behind_has_no_path()
    {
        Participation active = Given.OfCode(12);

        Assert.Empty(active.PathTo(ParticipationState.Active)!);
        Assert.Null(active.PathTo(ParticipationState.Registered));
        Assert.Null(active.PathTo(ParticipationState.Failed));
        Assert.Null(Given.OfCode(50).PathTo(ParticipationState.Active));
        Assert.Null(Given.OfCode(4).PathTo(ParticipationState.AwaitingMeterAccess));
    }

    [Fact]
    public void The_way_to_active_is_the_happy_path() =>
        Assert.Equal(
            [
                Trigger.ConsentRequested, Trigger.ConsentGranted, Trigger.TelemetryReceived, Trigger.MeterAccessGranted, Trigger.ControlConfirmed,
                Trigger.EligibilityConfirmed, Trigger.RegistrationConfirmed, Trigger.DeviceWentLive,
            ],
            Given.Requested(MeterAccess.Required).PathTo(ParticipationState.Active));

    [Fact]
    public void Several_reasons_are_cleared_in_trigger_order() =>
        Assert.Equal(
            [Trigger.TelemetryReceived, Trigger.ControlRestored, Trigger.CustomerResumed],
            Given.Suspended(SuspensionReason.CustomerRequest, SuspensionReason.AwaitingDispatch, SuspensionReason.AwaitingTelemetry)
                .PathTo(ParticipationState.Active));

    /// <summary>Found from the other end: how far each code is from the target, then always the first trigger that comes nearer.</summary>
    private static List<Trigger>? FirstOfTheShortest(int code, ParticipationState target)
    {
        int?[] distances = [.. Enumerable.Range(0, 51).Select(other => Situation.OfCode(other).State == target ? (int?)0 : null)];
        for (int distance = 0; distance < 51; distance++)
        {
            foreach (int here in Enumerable.Range(0, 51).Where(here => distances[here] is null))
            {
                if (Triggers.Any(trigger => distances[StatesPage.Fire(here, trigger).Next] == distance))
                    distances[here] = distance + 1;
            }
        }

        if (distances[code] is null)
            return null;
        var path = new List<Trigger>();
        for (int left = distances[code]!.Value; left > 0; left--)
        {
            Trigger nearer = Triggers.First(trigger => distances[StatesPage.Fire(code, trigger).Next] == left - 1);
            path.Add(nearer);
            code = StatesPage.Fire(code, nearer).Next;
        }

        return path;
    }
}
