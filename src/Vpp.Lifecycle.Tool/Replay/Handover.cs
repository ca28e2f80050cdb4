using System.Diagnostics.CodeAnalysis;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>What one thread puts down and another takes up, in order. Thread-safe.</summary>
internal sealed class Handover<T>
    where T : class
{
    private readonly Queue<T> _waiting = new();
    private bool _isComplete;

    internal void Put(T thing)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(thing);
            Monitor.PulseAll(_waiting);
        }
    }

    /// <summary>Nothing more is put down.</summary>
    internal void Complete()
    {
        lock (_waiting)
        {
            _isComplete = true;
            Monitor.PulseAll(_waiting);
        }
    }

    /// <summary>Waits until there is something, or there never will be.</summary>
    internal bool TryTake([NotNullWhen(true)] out T? thing)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_isComplete)
                Monitor.Wait(_waiting);
            return _waiting.TryDequeue(out thing);
        }
    }
}
