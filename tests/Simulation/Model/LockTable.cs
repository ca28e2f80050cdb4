using Vpp.Lifecycle.Tests.Simulation.Time;

namespace Vpp.Lifecycle.Tests.Simulation.Model;

/// <summary>The locks that transactions hold, each given to those that wait for it in their order.</summary>
internal sealed class LockTable(Scheduler scheduler)
{
    private readonly Dictionary<string, (object Owner, List<(object Owner, TaskCompletionSource<bool> Turn)> Waiting)> _held = new(StringComparer.Ordinal);

    public bool IsHeld(string name) => _held.ContainsKey(name);

    /// <summary>Whether the lock was had in time; at once where the owner has it already.</summary>
    public async Task<bool> TakeAsync(string name, object owner, TimeSpan longest)
    {
        if (!_held.TryGetValue(name, out var held))
        {
            _held.Add(name, (owner, []));
            return true;
        }

        if (ReferenceEquals(held.Owner, owner))
            return true;
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Waiting.Add((owner, turn));
        scheduler.Start(new SimulatedTimer(_ => turn.TrySetResult(false), null), scheduler.Now + longest.Ticks);
        return await turn.Task;
    }

    public void Release(string name, object owner)
    {
        if (!_held.TryGetValue(name, out var held) || !ReferenceEquals(held.Owner, owner))
            return;
        for (int index = 0; index < held.Waiting.Count; index++)
        {
            // Who has given up meanwhile is passed by.
            if (held.Waiting[index].Turn.TrySetResult(true))
            {
                _held[name] = (held.Waiting[index].Owner, held.Waiting[(index + 1)..]);
                return;
            }
        }

        _held.Remove(name);
    }

    /// <summary>The server is gone, and with it every transaction: those that wait find out that theirs is.</summary>
    public void Clear()
    {
        foreach ((_, List<(object, TaskCompletionSource<bool> Turn)> waiting) in _held.Values)
        {
            foreach ((_, TaskCompletionSource<bool> turn) in waiting)
                turn.TrySetResult(false);
        }

        _held.Clear();
    }
}
