namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>
/// The timeline of every history that is short enough. A history is a sequence of triggers each of which changes something; from the two
/// configurations that a participation may begin with there are 307,332 of up to 14 triggers, and no two are left out as alike.
/// Fourteen triggers reach every configuration and leave six or seven for what happens after going live.
/// </summary>
public sealed class EveryHistoryTests
{
    private const int Longest = 14;

    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    private readonly List<Trigger> _history = [];
    private readonly Stack<(ParticipationState State, DateTimeOffset At, SuspensionReasonSet Reasons)> _visited = [];
    private readonly HashSet<int> _codes = [];
    private int _histories;

    [Fact]
    public void Every_history_of_up_to_14_effective_triggers_has_the_timeline_it_should()
    {
        foreach (MeterAccess meterAccess in (MeterAccess[])[MeterAccess.NotRequired, MeterAccess.Required])
        {
            Participation requested = Given.Requested(meterAccess);
            Explore(requested, meterAccess == MeterAccess.Required ? 1 : 0, Given.Start, SuspensionReasonSet.Empty);
        }

        Assert.Equal(307_332, _histories);
        Assert.Equal(51, _codes.Count);
    }

    private void Explore(Participation participation, int code, DateTimeOffset enteredAt, SuspensionReasonSet reasonsThisVisit)
    {
        _histories++;
        _codes.Add(code);
        Check(participation, code, enteredAt);
        if (_history.Count == Longest)
            return;
        DateTimeOffset at = Given.Start.AddMinutes(_history.Count + 1);
        foreach (Trigger trigger in Triggers)
        {
            (Outcome outcome, int next) = StatesPage.Fire(code, trigger);
            if (outcome is Outcome.Ignored or Outcome.Rejected)
                continue;
            _history.Add(trigger);
            Participation after = participation.ApplyOrThrow(trigger, at);
            if (outcome == Outcome.Transitioned)
            {
                _visited.Push((Situation.OfCode(code).State, enteredAt, reasonsThisVisit));
                Explore(after, next, at, ReasonsOf(next));
                _visited.Pop();
            }
            else
            {
                Explore(after, next, enteredAt, reasonsThisVisit.Union(ReasonsOf(next)));
            }

            _history.RemoveAt(_history.Count - 1);
        }
    }

    private void Check(Participation participation, int code, DateTimeOffset enteredAt)
    {
        Timeline timeline = participation.Timeline;
        ParticipationState[] expected = ExpectedFuture.ByCode[code];
        bool isRight = timeline.Count == _visited.Count + 1 + expected.Length && timeline.CompleteCount == _visited.Count;

        int index = _visited.Count;
        foreach ((ParticipationState state, DateTimeOffset at, SuspensionReasonSet reasons) in _visited)
            isRight = isRight && Is(timeline[--index], state, TimelineStatus.Complete, at, reasons);

        isRight = isRight && Is(timeline[_visited.Count], Situation.OfCode(code).State, TimelineStatus.InProgress, enteredAt, ReasonsOf(code));
        for (int ahead = 0; ahead < expected.Length; ahead++)
            isRight = isRight && Is(timeline[_visited.Count + 1 + ahead], expected[ahead], TimelineStatus.Pending, null, SuspensionReasonSet.Empty);

        if (!isRight)
            Assert.Fail($"After {string.Join(", ", _history.Select(trigger => trigger.ToWireName()))} ({Situation.ByCode[code]}): {string.Join("; ", timeline)}");
    }

    private static bool Is(TimelineEntry entry, ParticipationState state, TimelineStatus status, DateTimeOffset? at, SuspensionReasonSet reasons) =>
        entry.State == state && entry.Status == status && entry.OccurredAt == at && entry.ExpectedAt is null && entry.SuspensionReasons == reasons;

    private static SuspensionReasonSet ReasonsOf(int code) =>
        code is >= 13 and <= 43 ? SuspensionReasonSet.FromMask((byte)(code - 12)) : SuspensionReasonSet.Empty;
}
