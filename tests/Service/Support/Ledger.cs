using System.Collections.Concurrent;
using System.Net;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// What a client was told, kept beside the service: every write it sent, with the number of answers "done" it got. A write that got no answer
/// is sent again with its Idempotency-Key until it gets one.
/// </summary>
internal sealed class Ledger(IReadOnlyList<string> ids)
{
    private static readonly string[] Events =
        [.. LifecycleSpecification.Reasons.SelectMany(reason => new[] { reason.RaisedBy.ToWireName(), reason.ClearedBy.ToWireName() })];

    private readonly ConcurrentDictionary<string, string> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, string Event, string Note)> _unanswered = new();
    private readonly ConcurrentBag<HttpStatusCode> _otherAnswers = [];
    private int _sent;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>The statuses answered that were neither "done" nor nothing at all.</summary>
    public IReadOnlyCollection<HttpStatusCode> OtherAnswers => _otherAnswers;

    /// <summary>Writes one after the other until told to stop.</summary>
    public async Task WriteAsync(ServiceClient client, int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            (string, string, string) write = _unanswered.TryDequeue(out (string, string, string) again)
                ? again
                : (ids[random.Next(ids.Count)], Events[random.Next(Events.Length)], $"write {Interlocked.Increment(ref _sent)}");
            if (!await SendAsync(client, write))
                await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Sends again what got no answer, and then compares the service's histories with what was acknowledged.</summary>
    public async Task CheckAsync(ServiceClient client)
    {
        while (_unanswered.TryDequeue(out (string Id, string Event, string Note) write))
            Assert.True(await SendAsync(client, write), $"{write} is not answered though nothing disturbs it.");
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            foreach (string note in History.Notes(await History.CheckedAsync(client, id)))
            {
                Assert.True(_acknowledged.TryGetValue(note, out string? owner) && owner == id, $"{note} is in the history of {id} but was never acknowledged there.");
                Assert.True(found.Add(note), $"{note} was done twice.");
            }
        }

        Assert.Empty(_acknowledged.Keys.Except(found));
    }

    private async Task<bool> SendAsync(ServiceClient client, (string Id, string Event, string Note) write)
    {
        try
        {
            Reply reply = await client.PostAsync($"vpp-participations/{write.Id}/events", new { @event = write.Event, note = write.Note }, ("Idempotency-Key", write.Note));
            if (reply.Status == HttpStatusCode.OK)
            {
                _acknowledged[write.Note] = write.Id;
                return true;
            }

            _otherAnswers.Add(reply.Status);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            // No answer: nothing is known of the write.
        }

        _unanswered.Enqueue(write);
        return false;
    }
}
