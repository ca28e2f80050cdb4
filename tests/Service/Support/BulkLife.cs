using System.Globalization;
using System.Net;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// A programme that is paused and resumed as a whole, again and again, by one operator and nobody else. A request that gets no answer is repeated until
/// it gets one. Each batch of the programme is at any time as far as the answers say, or one whole request further.
/// </summary>
internal sealed class BulkLife(ServiceClient client, IEnumerable<string> ids, int batch)
{
    public const string Programme = "vpr_bulk";

    private static readonly string[] Events = [Trigger.OperatorPaused.ToWireName(), Trigger.OperatorResumed.ToWireName()];

    private readonly string[][] _batches = [.. ids.Order(StringComparer.Ordinal).Chunk(batch)];
    private bool _isUnanswered;

    /// <summary>How many requests were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>One request after the other until told to stop.</summary>
    public async Task LiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await SendAsync())
                await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Compares what is stored with what was answered, batch by batch.</summary>
    public async Task CheckAsync()
    {
        foreach (string[] batch in _batches)
        {
            string[][] notes = await Task.WhenAll(batch.Select(async id => History.Notes(await History.CheckedAsync(client, id)).ToArray()));
            int done = notes[0].Length;
            Assert.InRange(done, Answered, _isUnanswered ? Answered + 1 : Answered);
            Assert.All(notes, ofOne => Assert.Equal(Enumerable.Range(0, done).Select(Note), ofOne));
        }
    }

    /// <summary>Sends again what got no answer: it must get one now.</summary>
    public async Task SettleAsync() => Assert.True(!_isUnanswered || await SendAsync());

    private async Task<bool> SendAsync()
    {
        _isUnanswered = true;
        try
        {
            // Without a key: one that is under way when the service is killed stays claimed for a while.
            Reply reply = await client.PostAsync("vpp-participations/bulk", new { programme_id = Programme, @event = Events[Answered % 2], note = Note(Answered) });
            if (reply.Status == HttpStatusCode.ServiceUnavailable)
                return false;
            Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            // No answer: some batches may be done.
            return false;
        }

        _isUnanswered = false;
        Answered++;
        return true;
    }

    private static string Note(int number) => string.Create(CultureInfo.InvariantCulture, $"bulk {number}");
}
