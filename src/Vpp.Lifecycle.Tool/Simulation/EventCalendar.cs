namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>
/// Who is next, and when: one appointment each. A list for every hour, in no order, and a heap of the hour that has come, so that
/// millions of appointments cost 12 bytes and little time each. Not thread-safe.
/// </summary>
internal sealed class EventCalendar
{
    private const long Hour = 3_600_000;
    private const int EndOfList = -1;

    private readonly int[] _firstOfHour;
    private readonly int[] _following;
    private readonly long[] _at;
    private readonly PriorityQueue<int, (long At, int Who)> _thisHour = new();
    private int _hour = -1;

    internal EventCalendar(int count, int days)
    {
        _firstOfHour = new int[days * 24];
        Array.Fill(_firstOfHour, EndOfList);
        _following = new int[count];
        _at = new long[count];
    }

    /// <summary>Makes someone's only appointment; one beyond the last day is never kept.</summary>
    /// <param name="who">From 0.</param>
    /// <param name="at">Milliseconds from the first day's beginning; not before the appointment last taken.</param>
    internal void Schedule(int who, long at)
    {
        long hour = at / Hour;
        if (hour >= _firstOfHour.Length)
            return;
        _at[who] = at;
        if (hour == _hour)
        {
            _thisHour.Enqueue(who, (at, who));
            return;
        }

        _following[who] = _firstOfHour[hour];
        _firstOfHour[hour] = who;
    }

    /// <summary>The earliest appointment, which is taken off; of several at one time, that of the lowest number.</summary>
    internal bool TryTakeNext(out int who, out long at)
    {
        while (!_thisHour.TryDequeue(out who, out _))
        {
            if (++_hour == _firstOfHour.Length)
            {
                at = 0;
                return false;
            }

            for (int other = _firstOfHour[_hour]; other != EndOfList; other = _following[other])
                _thisHour.Enqueue(other, (_at[other], other));
        }

        at = _at[who];
        return true;
    }
}
