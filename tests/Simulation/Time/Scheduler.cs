namespace Vpp.Lifecycle.Tests.Simulation.Time;

/// <summary>
/// One thread, and a time that passes when nothing is left to do. Of all that could go on at a moment, the seed says what does: every await of the code under test is a place where
/// another may come between.
/// </summary>
internal sealed class Scheduler : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];
    private readonly PriorityQueue<SimulatedTimer, (long At, long Number)> _timers = new();
    private readonly Random _choices;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _numbers;
    private volatile bool _isOver;

    // A run takes some ten thousand; more is something that never comes to rest.
    private const long MostSteps = 2_000_000;

    public Scheduler(int seed)
    {
        _choices = new Random(seed);
        Clock = new SimulatedClock(this);
    }

    /// <summary>Ticks since the start.</summary>
    public long Now { get; private set; }

    public SimulatedClock Clock { get; }

    /// <summary>How often something went on.</summary>
    public long Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        // What is collected after the run disposes of its timers on a thread of the runtime's.
        if (_isOver)
            return;
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("Something runs on another thread: the simulation would not repeat.");
        _ready.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing is to wait for another.");

    public override SynchronizationContext CreateCopy() => this;

    public void Start(SimulatedTimer timer, long at)
    {
        timer.Number = ++_numbers;
        _timers.Enqueue(timer, (at, timer.Number));
    }

    /// <summary>Completes after some ticks.</summary>
    public Task Delay(long ticks)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(new SimulatedTimer(static state => ((TaskCompletionSource)state!).SetResult(), done), Now + ticks);
        return done.Task;
    }

    public Task Delay(TimeSpan time) => Delay(time.Ticks);

    /// <summary>Begins some work, and lets everything happen until a task is done.</summary>
    public void Run(Action begin, Task done)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            begin();
            while (!done.IsCompleted)
            {
                if (_ready.Count > 0)
                    Step();
                else
                    PassTime();
            }
        }
        finally
        {
            _isOver = true;
            SetSynchronizationContext(before);
        }
    }

    private void PassTime()
    {
        if (!_timers.TryDequeue(out SimulatedTimer? timer, out (long At, long Number) due))
            throw new InvalidOperationException("Nothing is left that could happen.");
        if (timer.Number != due.Number)
            return;
        Now = Math.Max(Now, due.At);
        timer.Fire(this);
    }

    private void Step()
    {
        int chosen = _ready.Count == 1 ? 0 : _choices.Next(_ready.Count);
        (SendOrPostCallback callback, object? state) = _ready[chosen];
        _ready[chosen] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (++Steps > MostSteps)
            throw new InvalidOperationException($"Nothing comes to rest: {MostSteps} steps, and it is {TimeSpan.FromTicks(Now)} since the start.");
        callback(state);
    }
}
