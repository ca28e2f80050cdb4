using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Verification.Spin;

/// <summary>R29: with a limit to every wait no run stays in enrolment or unenrolment for ever, and with one missing some run does.</summary>
public class LimitTests
{
    private const string Enrolment = "enrolment_ends";
    private const string Unenrolment = "unenrolment_ends";

    /// <summary>Every limit set, with the trigger that a host is least likely to want: in enrolment the last of the failures.</summary>
    private static readonly Wait[] EveryWait =
    [
        .. Wait.LimitableStates.Where(state => state != ParticipationState.WindingDown)
            .Select(state => new Wait(state, TimeSpan.FromDays(1), Wait.TriggersFor(state)[^1])),
        .. Wait.TriggersFor(ParticipationState.WindingDown).Select(trigger => new Wait(ParticipationState.WindingDown, TimeSpan.FromDays(1), trigger)),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, EveryWait.Length)];

    [FactWith("spin", "gcc")]
    public async Task With_every_limit_set_no_run_stays_in_enrolment_or_unenrolment_for_ever()
    {
        foreach (IEnumerable<Wait> waits in (IEnumerable<Wait>[])[EveryWait, Deemed()])
        {
            string text = PromelaExport.Write(LifecycleTimers.Default.WithWaits(waits));
            using var model = await PromelaModel.ForClaimsAsync(text);
            foreach (string claim in (string[])[Enrolment, Unenrolment])
            {
                Search search = await model.SearchFairlyAsync(claim);

                Assert.True(search.Errors == 0, $"{claim}\n{search.Report}");
                Assert.True(search.IsExhaustive, search.Report);
                Assert.Contains($"never claim         \t+ ({claim})", search.Report, StringComparison.Ordinal);
                Assert.Contains("fairness enabled", search.Report, StringComparison.Ordinal);
            }
        }
    }

    [TheoryWith("spin", "gcc")]
    [MemberData(nameof(Indices))]
    public async Task Where_one_is_missing_Spin_shows_the_run_that_stays(int index)
    {
        Wait missing = EveryWait[index];
        using var model = await PromelaModel.ForClaimsAsync(PromelaExport.Write(LifecycleTimers.Default.WithWaits(EveryWait.Where(wait => wait != missing))));
        bool isEnrolment = LifecycleSpecification.Describe(missing.State).Phase == Phase.Enrolment;

        Search broken = await model.SearchFairlyAsync(isEnrolment ? Enrolment : Unenrolment);
        string run = await model.CounterexampleAsync();
        Search sound = await model.SearchFairlyAsync(isEnrolment ? Unenrolment : Enrolment);

        Assert.True(broken.Errors > 0, $"{missing} can be left out");
        Assert.Contains("acceptance cycle", broken.Report, StringComparison.Ordinal);
        // The cycle goes on for ever from where the run enters the state last: no state is entered in it.
        Assert.Contains("START OF CYCLE", run, StringComparison.Ordinal);
        string last = run[..run.IndexOf("START OF CYCLE", StringComparison.Ordinal)].Split('\n')
            .LastOrDefault(line => line.Contains("\t\tstate = ", StringComparison.Ordinal), "\t\tstate = ENROLMENT_REQUESTED");
        Assert.Equal($"\t\tstate = {missing.State.ToWireName()}", last.TrimEnd());
        Assert.Equal(0, sound.Errors);
    }

    [FactWith("spin", "gcc")]
    public async Task The_model_with_limits_keeps_all_that_holds_without_them()
    {
        string text = PromelaExport.Write(LifecycleTimers.Default.WithWaits(EveryWait));
        using var model = await PromelaModel.ForClaimsAsync(text);
        foreach (string claim in PromelaModel.ClaimsIn(PromelaExport.Write()))
            Assert.Equal(0, (await model.SearchAsync(claim)).Errors);
        Assert.Equal([.. PromelaModel.ClaimsIn(PromelaExport.Write()), Enrolment, Unenrolment], PromelaModel.ClaimsIn(text));
    }

    /// <summary>Every limit set, with what lets an enrolment go on.</summary>
    private static IEnumerable<Wait> Deemed() => EveryWait.Select(wait =>
        wait.State == ParticipationState.WindingDown ? wait : new Wait(wait.State, wait.Limit, Wait.TriggersFor(wait.State)[0]));
}
