using EnrolmentService.Telemetry;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Webhooks;

/// <summary>Makes deliveries of the feed's entries: at least once each, from a stored position on. Of all instances one does so at a time.</summary>
internal sealed class FanOut(IParticipationFeed feed, FanOutStore store, EndpointStore endpoints, WebhookSignal signal, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<FanOut> log) : BackgroundService
{
    private const int EntriesAtATime = 250;

    // Looked at again by the next instance, where this one is killed.
    private const int MostUnstored = 10_000;

    // As long as nobody notices that the instance which had the right is gone.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeptAhead = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WithoutEndpoints = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WithoutTheRight = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WithoutEvents = TimeSpan.FromSeconds(10);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private DateTimeOffset _heldUntil = DateTimeOffset.MinValue;

    // Null where it has to be read.
    private FanOutState? _state;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // A database that is down comes back.
                log.WorkFailed(fault, nameof(FanOut));
                _state = null;
                await Task.Delay(AfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await LetGoAsync();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        FanOutState state = _state ??= await store.ReadAsync(stopping);
        if (state.Endpoints.Count == 0)
        {
            _state = null;
            await Task.Delay(WithoutEndpoints, clock, stopping);
        }
        else if (!await feed.WaitAsync(state.From, WithoutEvents, within: null, stopping))
        {
            _state = null;
        }
        else if (!await HoldAsync(stopping))
        {
            _state = null;
            await Task.Delay(WithoutTheRight, clock, stopping);
        }
        else if (_state is { } held)
        {
            await WriteAsync(held, stopping);
        }
    }

    /// <summary>Whether this instance has the right to fan out, for some time to come.</summary>
    private async Task<bool> HoldAsync(CancellationToken stopping)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (_heldUntil > now + KeptAhead)
            return true;
        bool hadIt = _heldUntil > now;
        if (!await store.TryHoldAsync(_holder, now + Held, stopping))
            return false;
        _heldUntil = now + Held;
        // Somebody else may have had it meanwhile.
        if (!hadIt)
            _state = null;
        return true;
    }

    private async Task WriteAsync(FanOutState state, CancellationToken stopping)
    {
        int seen = state.Unstored;
        Dictionary<FeedPosition, WebhookEndpoint[]> wanted = [];
        // After a loss the feed is read again from its oldest entry on. Of what is older than this it is not known any more whether it was sent.
        DateTimeOffset oldest = clock.GetUtcNow() - options.Value.DeliveriesKeptFor;
        FeedResult result = await feed.ReadAsync(state.From, EntriesAtATime, IsWanted, stopping);
        DateTimeOffset until = clock.GetUtcNow() + Held;
        if (!result.TryPickT0(out FeedPage? page, out _))
        {
            await BeginAgainAsync(state, until, stopping);
            return;
        }

        if (page.LeftOut > 0)
            log.EventsLeftOut(page.LeftOut);
        if (page.Entries.Count == 0 && seen < MostUnstored)
        {
            _state = state with { Read = page.Next, Unstored = seen };
            return;
        }

        if (await store.WriteAsync(state, _holder, until, [.. page.Entries.Select(entry => new AddressedEntry(entry, wanted[entry.Position]))], page.Next, stopping) is not { } told)
        {
            _state = null;
            _heldUntil = DateTimeOffset.MinValue;
            return;
        }

        _state = state with { Stored = page.Next, Told = told, Read = page.Next, Unstored = 0 };
        _heldUntil = until;
        if (page.Entries.Count > 0)
            signal.Pulse();

        bool IsWanted(FeedReference reference)
        {
            seen++;
            WebhookEndpoint[] wanting = reference.RecordedAt < oldest ? [] : [.. state.Endpoints.Where(endpoint => endpoint.Wants(reference))];
            if (wanting.Length > 0)
                wanted.Add(reference.Position, wanting);
            return wanting.Length > 0;
        }
    }

    /// <summary>Where a position is not kept, that one is stored at which to begin again.</summary>
    private async Task BeginAgainAsync(FanOutState state, DateTimeOffset until, CancellationToken stopping)
    {
        _state = null;
        // What is remembered is ahead of what is stored, and may have been lost. What is stored need not be.
        if (state.Read != state.Stored)
            return;
        bool isAnyChanged = false;
        foreach (WebhookEndpoint endpoint in state.Endpoints)
        {
            if (await OldestInsteadOfAsync(endpoint.From) is not { } oldest)
                continue;
            await endpoints.BeginAgainAsync(endpoint, oldest, stopping);
            isAnyChanged = true;
        }

        // Where an endpoint was changed, all is read anew before this is looked at.
        if (!isAnyChanged && await OldestInsteadOfAsync(state.Stored) is { } next)
        {
            log.PositionNotKept(state.Stored.ToString(), next.ToString());
            await store.WriteAsync(state, _holder, until, [], next, stopping);
        }

        async Task<FeedPosition?> OldestInsteadOfAsync(FeedPosition position) =>
            (await feed.ReadAsync(position, 1, static _ => false, stopping)).TryPickT1(out PositionNotKept? notKept, out _) ? notKept.Oldest : null;
    }

    private async Task LetGoAsync()
    {
        try
        {
            if (_heldUntil > clock.GetUtcNow())
                await store.LetGoAsync(_holder, CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.WorkFailed(fault, nameof(FanOut));
        }
    }
}
