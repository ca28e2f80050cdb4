using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Feed;

/// <summary>
/// Looks at the end of the feed for all in this process that wait for it: one looks for everyone, however many wait, and nobody while none does. Thread-safe.
/// </summary>
internal sealed class FeedWatch(IFeedTable table, FeedSignal signal, ParticipationSettings settings)
{
    private const int Batch = 1_000;

    // What another instance wrote is seen by looking again; what this one writes pulses, and what comes right after is seen by the same look.
    private static readonly TimeSpan LookingAgainAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<ParticipationScope, TaskCompletionSource> _ofScopes = [];
    private TaskCompletionSource _ofEveryone = NewSource();
    private Task? _begun;
    private int _watchers;
    private FeedMark _seen;

    /// <summary>Begins to wait. Whatever the feed gets after this completes a task of <see cref="Next"/> that was taken after this; what it had before can be read.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        Task begun;
        lock (_lock)
        {
            _watchers++;
            begun = _begun ??= Task.Run(BeginAsync, CancellationToken.None);
        }

        var watcher = new Watcher(this);
        try
        {
            await begun.WaitAsync(cancellation);
            return watcher;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }
    }

    /// <summary>Completes with the next entry within a scope.</summary>
    public Task Next(ParticipationScope? within)
    {
        lock (_lock)
        {
            if (within is null)
                return _ofEveryone.Task;
            if (!_ofScopes.TryGetValue(within, out TaskCompletionSource? source))
                _ofScopes.Add(within, source = NewSource());
            return source.Task;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task BeginAsync()
    {
        try
        {
            _seen = await table.EndAsync(CancellationToken.None);
            _ = LookAsync();
        }
        catch
        {
            lock (_lock)
                _begun = null;
            throw;
        }
    }

    private async Task LookAsync()
    {
        while (true)
        {
            Task written = signal.Next;
            try
            {
                await LookOnceAsync();
            }
            catch (Exception fault)
            {
                // Those who wait are told, and look by themselves when they come again.
                Wake(source => source.TrySetException(fault), everyone: true, []);
            }

            using (var pause = new CancellationTokenSource())
            {
                await settings.PauseAsync(BetweenLooks, CancellationToken.None);
                await Task.WhenAny(written, settings.PauseAsync(LookingAgainAfter, pause.Token));
                await pause.CancelAsync();
            }

            lock (_lock)
            {
                if (_watchers > 0)
                    continue;
                _ofScopes.Clear();
                _begun = null;
                return;
            }
        }
    }

    private async Task LookOnceAsync()
    {
        FeedRows read;
        do
        {
            read = await table.ReadCommittedAsync(_seen, Batch, within: null, CancellationToken.None);
            if (!read.IsKept)
            {
                // The database has lost commits, and the positions of those who wait with them: each looks by itself whether it has.
                _seen = await table.EndAsync(CancellationToken.None);
                Wake(static source => source.TrySetResult(), everyone: true, []);
                return;
            }

            if (read.Rows.Count == 0)
                return;
            _seen = read.Rows[^1].Mark;
            Wake(static source => source.TrySetResult(), everyone: false, read.Rows.Select(row => row.Scope));
        }
        while (read.Rows.Count == Batch);
    }

    private void Wake(Action<TaskCompletionSource> wake, bool everyone, IEnumerable<ParticipationScope> scopes)
    {
        List<TaskCompletionSource> woken = [];
        lock (_lock)
        {
            woken.Add(_ofEveryone);
            _ofEveryone = NewSource();
            foreach (ParticipationScope scope in everyone ? [.. _ofScopes.Keys] : scopes.Distinct())
            {
                if (_ofScopes.Remove(scope, out TaskCompletionSource? source))
                    woken.Add(source);
            }
        }

        woken.ForEach(wake);
    }

    private void Leave()
    {
        lock (_lock)
            _watchers--;
    }

    private sealed class Watcher(FeedWatch watch) : IDisposable
    {
        private int _hasLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
                watch.Leave();
        }
    }
}
