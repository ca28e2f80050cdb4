using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>
/// A client of each participation, which writes one event after the other and now and then reads: to the silo that a load balancer would choose by the identifier, and to the next when
/// that one does not answer, with the same key until it is answered.
/// </summary>
internal sealed class Load(IReadOnlyList<Silo> silos, IReadOnlyList<string> participations)
{
    private const int PauseMilliseconds = 40;
    private static readonly string[] Triggers = ["TELEMETRY_RECEIVED", "CUSTOMER_PAUSED", "CUSTOMER_RESUMED"];
    private static readonly TimeSpan Unhealed = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Observation> _observations = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, long> _lastAnswer = new();
    private int _operations;
    private long _retries;

    public IReadOnlyCollection<Observation> Observations => _observations;

    /// <summary>Answers that a repeat with the same key did not heal, or that it must not need.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public long Retries => Interlocked.Read(ref _retries);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(participations.Select((id, index) => Task.Run(() => WriteAsync(id, index, stop), CancellationToken.None)));

    /// <summary>How long each participation was without an answer after a moment.</summary>
    public async Task<TimeSpan[]> AnsweredAfterAsync(long moment, TimeSpan longest)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < longest && !participations.All(id => _lastAnswer.TryGetValue(id, out long last) && last > moment))
            await Task.Delay(50);
        // A campaign has seen hundreds of thousands by its end: gone through once.
        Dictionary<string, long> first = _observations.Where(seen => seen.Ended > moment && seen.Version is not null).GroupBy(seen => seen.Participation)
            .ToDictionary(seen => seen.Key, seen => seen.Min(each => each.Ended), StringComparer.Ordinal);
        return [.. participations.Select(id => first.TryGetValue(id, out long ended) ? Stopwatch.GetElapsedTime(moment, ended) : longest)];
    }

    private async Task WriteAsync(string id, int index, CancellationToken stop)
    {
        var random = new Random(index);
        while (!stop.IsCancellationRequested)
        {
            string operation = string.Create(CultureInfo.InvariantCulture, $"op-{Interlocked.Increment(ref _operations)}");
            await UntilAnsweredAsync(id, operation, index, () => Event(id, operation, Triggers[random.Next(Triggers.Length)]));
            if (random.Next(4) == 0)
                await UntilAnsweredAsync(id, null, random.Next(silos.Count), () => new HttpRequestMessage(HttpMethod.Get, $"vpp-participations/{id}"));
            await Task.Delay(PauseMilliseconds, CancellationToken.None);
        }
    }

    private async Task UntilAnsweredAsync(string id, string? operation, int home, Func<HttpRequestMessage> request)
    {
        long began = Stopwatch.GetTimestamp();
        HttpRequestMessage first = request();
        string? body = first.Content is null ? null : await first.Content.ReadAsStringAsync();
        first.Dispose();
        for (int attempt = 0; Stopwatch.GetElapsedTime(began) < Unhealed; attempt++)
        {
            using HttpRequestMessage message = new(operation is null ? HttpMethod.Get : HttpMethod.Post, operation is null ? $"vpp-participations/{id}" : $"vpp-participations/{id}/events");
            if (body is not null)
            {
                message.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                message.Headers.Add("Idempotency-Key", operation);
            }

            // A read that is sent again may find later what it did not find before: it is another read.
            long sent = operation is null ? Stopwatch.GetTimestamp() : began;
            if (await TryAsync(silos[(home + attempt) % silos.Count], message, id, operation, sent))
                return;
            Interlocked.Increment(ref _retries);
            await Task.Delay(100);
        }

        _faults.Enqueue($"{id}: {operation ?? "a read"} was not healed by repeats in {Unhealed.TotalSeconds} s.");
        if (operation is not null)
            _observations.Enqueue(new Observation(id, operation, began, Stopwatch.GetTimestamp(), null));
    }

    /// <returns>Whether it was answered, for good or ill.</returns>
    private async Task<bool> TryAsync(Silo silo, HttpRequestMessage message, string id, string? operation, long began)
    {
        try
        {
            using HttpResponseMessage response = await silo.Client.SendAsync(message);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                if (response.Headers.RetryAfter is null)
                    _faults.Enqueue($"{id}: 503 without Retry-After: {await response.Content.ReadAsStringAsync()}");
                return false;
            }

            long ended = Stopwatch.GetTimestamp();
            if (response.StatusCode != HttpStatusCode.OK)
            {
                _faults.Enqueue($"{id}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                return true;
            }

            string tag = response.Headers.ETag!.Tag;
            _observations.Enqueue(new Observation(id, operation, began, ended, long.Parse(tag.AsSpan(1, tag.IndexOf('-', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture)));
            _lastAnswer[id] = ended;
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or SocketException)
        {
            return false;
        }
    }

    private static HttpRequestMessage Event(string id, string operation, string trigger) =>
        new(HttpMethod.Post, $"vpp-participations/{id}/events") { Content = JsonContent.Create(new { @event = trigger, note = operation }) };
}
