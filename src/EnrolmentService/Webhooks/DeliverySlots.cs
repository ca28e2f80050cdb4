using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Webhooks;

/// <summary>
/// Bounds how many deliveries are under way, in all and of each endpoint. An endpoint that fails or answers slowly has few, and all of those together half of what there is: however many there are, a
/// prompt one finds room. Thread-safe.
/// </summary>
internal sealed class DeliverySlots(IOptions<WebhookOptions> options)
{
    private const int OfSlow = 4;

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, bool> _slow = new(StringComparer.Ordinal);
    private int _taken;
    private int _takenBySlow;

    /// <summary>How many of an endpoint's deliveries may be under way.</summary>
    public int Most(WebhookEndpoint endpoint) => IsSlow(endpoint) ? Math.Min(OfSlow, options.Value.ConcurrencyPerEndpoint) : options.Value.ConcurrencyPerEndpoint;

    public bool IsSlow(WebhookEndpoint endpoint) => endpoint.FailingSince is not null || _slow.ContainsKey(endpoint.Id);

    /// <summary>Takes at most so many; how many it got.</summary>
    public int Take(int wanted, bool isSlow)
    {
        lock (_lock)
        {
            int free = options.Value.Concurrency - _taken;
            if (isSlow)
                free = Math.Min(free, (options.Value.Concurrency / 2) - _takenBySlow);
            int got = Math.Clamp(wanted, 0, Math.Max(0, free));
            _taken += got;
            if (isSlow)
                _takenBySlow += got;
            return got;
        }
    }

    public void GiveBack(int count, bool isSlow)
    {
        lock (_lock)
        {
            _taken -= count;
            if (isSlow)
                _takenBySlow -= count;
        }
    }

    /// <summary>Learns from a try how prompt an endpoint is.</summary>
    public void Learn(string endpointId, Attempt attempt)
    {
        if (!attempt.IsSuccess || attempt.Duration > Slow)
            _slow[endpointId] = true;
        else
            _slow.TryRemove(endpointId, out _);
    }
}
