namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class GuideFleet
{
    [Fact]
    public void Pause_a_programme()
    {
        byte[] column = [.. Enumerable.Range(0, 1_000_000).Select(index => (byte)(index % 51))];
        var changed = new List<int>();
        var report = new List<string>();
        void Show(object line) => report.Add($"{line}");
        void Change(int index) => changed.Add(index);

        #region fleet
        Configuration[] before = Array.ConvertAll(column, code => Configuration.FromCode(code));   // a column of codes, a byte each
        Configuration[] after = [.. before];
        FleetSummary summary = Fleet.Apply(Trigger.OperatorPaused, after);                         // in place: a million is a megabyte
        Show($"{summary.Transitioned} suspended now, {summary.Updated} suspended before for other reasons");
        Show($"{summary.Ignored} paused already, {summary.Rejected} not taking part");

        for (int index = 0; index < after.Length; index++)
        {
            if (after[index] != before[index])
                Change(index);                                                                     // apply and store these, and only these
        }
        #endregion

        Assert.Equal(["19608 suspended now, 294120 suspended before for other reasons", "313727 paused already, 372545 not taking part"], report);
        Assert.Equal(changed.Count, summary.Transitioned + summary.Updated);
    }

    [Fact]
    public void Evaluate_each_with_its_own_trigger()
    {
        Configuration[] fleet = [Configuration.From(ParticipationState.Active), default, default];
        Trigger[] triggers = [Trigger.CustomerPaused, Trigger.DeviceWentLive, (Trigger)28];

        #region evaluate
        Step[] steps = new Step[fleet.Length];
        Fleet.Evaluate(fleet, triggers, steps);                            // to each participation its own trigger; changes nothing
        int rejected = steps.Count(step => step.IsValid && step.Outcome == Outcome.Rejected);
        int damaged = steps.Count(step => !step.IsValid);                  // no configuration, or no trigger
        Configuration next = steps[0].Next;                                // where the first would be
        #endregion

        Assert.Equal((1, 1), (rejected, damaged));
        Assert.Equal("SUSPENDED (CUSTOMER_REQUEST)", next.ToString());
        Assert.Equal(Outcome.Rejected, steps[2].Outcome);
    }

    [Fact]
    public void Count_by_state()
    {
        Configuration[] fleet = [.. Enumerable.Range(0, 51).Select(Configuration.FromCode)];

        #region count
        FleetCounts counts = Fleet.Count(fleet);
        long dispatchable = counts[ParticipationState.Active];
        long silent = counts[SuspensionReason.AwaitingTelemetry];          // suspended for this reason, alone or among others
        #endregion

        Assert.Equal(1, dispatchable);
        Assert.Equal(16, silent);
    }
}
