using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Tests.Simulation.Time;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>
/// A database server such as PostgreSQL is at READ COMMITTED: transactions hold the locks of what they write to their end, what is read is what is committed, and a commit is one
/// moment. It can be restarted, lose its last commits, and lose its answers.
/// </summary>
internal sealed class ModelServer(Scheduler scheduler, Random chances)
{
    private readonly LockTable _locks = new(scheduler);
    private readonly List<DatabaseState> _commits = [DatabaseState.Empty];
    private int _life;
    private int _answersToLose;

    /// <summary>Called with each commit: the state before it and after it.</summary>
    public Action<DatabaseState, DatabaseState>? Committed { get; set; }

    /// <summary>Called with each answer that is lost.</summary>
    public Action? AnswerLost { get; set; }

    public DatabaseState State => _commits[^1];

    /// <summary>All that was ever committed and not lost, in order.</summary>
    public IReadOnlyList<DatabaseState> Commits => _commits;

    public bool IsDown { get; private set; }

    /// <summary>How often commits were lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Which of its lives the server is in: connections of an earlier one are gone.</summary>
    public int Life => _life;

    public bool IsHeld(string name) => _locks.IsHeld(name);

    /// <summary>A way to the server or back: most often a fraction of a millisecond, now and then much longer.</summary>
    public Task TravelAsync() => scheduler.Delay(chances.Next(64) == 0 ? chances.Next(2_000_000) : chances.Next(20_000));

    /// <summary>Some operations in one transaction, as the server does them: what it answers with is a value, since the way back may be lost too.</summary>
    public async Task<ModelAnswer> TransactAsync(IReadOnlyList<ModelOperation> operations, int life, TimeSpan lockTimeout)
    {
        if (GoneFault(life) is { } gone)
            return new ModelAnswer(gone);
        object transaction = new();
        List<string> taken = [];
        ModelAnswer answer = await TakeAsync(operations, life, lockTimeout, transaction, taken) is { } fault ? new ModelAnswer(fault) : await CommitAsync(operations, life);
        foreach (string name in taken)
            _locks.Release(name, transaction);
        return answer;
    }

    /// <summary>Somebody else holds a participation's row for a while.</summary>
    public async Task HoldAsync(string id, TimeSpan time)
    {
        int life = _life;
        object outsider = new();
        if (!await _locks.TakeAsync(ModelOperation.Row(id), outsider, time) || life != _life)
            return;
        await scheduler.Delay(time);
        _locks.Release(ModelOperation.Row(id), outsider);
    }

    public void LoseAnswers(int count) => _answersToLose = count;

    /// <summary>Down for a while, and up again with as many commits less as were lost.</summary>
    public async Task RestartAsync(TimeSpan down, int lost)
    {
        if (IsDown)
            return;
        _life++;
        IsDown = true;
        _locks.Clear();
        await scheduler.Delay(down);
        if (lost > 0)
        {
            int kept = Math.Max(1, _commits.Count - lost);
            _commits.RemoveRange(kept, _commits.Count - kept);
            Losses++;
        }

        _answersToLose = 0;
        IsDown = false;
    }

    private async Task<ModelFault?> TakeAsync(IReadOnlyList<ModelOperation> operations, int life, TimeSpan lockTimeout, object transaction, List<string> taken)
    {
        foreach (ModelOperation operation in operations)
        {
            foreach (string name in operation.Locks)
            {
                bool isTaken = await _locks.TakeAsync(name, transaction, lockTimeout);
                if (GoneFault(life) is { } gone)
                    return gone;
                if (!isTaken)
                    return new LockTimeoutFault(name);
                taken.Add(name);
            }
        }

        return null;
    }

    private async Task<ModelAnswer> CommitAsync(IReadOnlyList<ModelOperation> operations, int life)
    {
        await TravelAsync();
        if (GoneFault(life) is { } gone)
            return new ModelAnswer(gone);
        DatabaseState before = State;
        DatabaseState after = before;
        int[] rows = new int[operations.Count];
        for (int index = 0; index < rows.Length; index++)
        {
            (DatabaseState next, rows[index], WriteOutcome? refused) = operations[index].Apply(after);
            if (refused is { } outcome)
                return new ModelAnswer(new ConstraintFault(outcome));
            after = next;
        }

        if (!ReferenceEquals(before, after))
        {
            _commits.Add(after);
            Committed?.Invoke(before, after);
        }

        if (_answersToLose == 0)
            return new ModelAnswer(rows);
        _answersToLose--;
        AnswerLost?.Invoke();
        return new ModelAnswer(new ConnectionLostFault("no answer came"));
    }

    private ConnectionLostFault? GoneFault(int life) =>
        IsDown ? new ConnectionLostFault("the server is down") : life != _life ? new ConnectionLostFault("the server was restarted") : null;
}
