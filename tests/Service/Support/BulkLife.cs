using System.Globalization;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// A programme that is paused and resumed as a whole, again and again, by one operator and nobody else. A request that gets no answer is repeated until
/// it gets one. Each batch of the programme is at any time as far as the answers say, or one whole request further.
/// </summary>
internal sealed class BulkLife(ServiceClient client, IEnumerable<string> ids, int batch) : Persistence
{
    public const string Programme = "vpr_bulk";

    private static readonly string[] Events = [Trigger.OperatorPaused.ToWireName(), Trigger.OperatorResumed.ToWireName()];

    private readonly string[][] _batches = [.. ids.Order(StringComparer.Ordinal).Chunk(batch)];

    /// <summary>Compares what is stored with what was answered, batch by batch.</summary>
    public async Task CheckAsync()
    {
        foreach (string[] batch in _batches)
        {
            string[][] notes = await Task.WhenAll(batch.Select(async id => History.Notes(await History.CheckedAsync(client, id)).ToArray()));
            int done = notes[0].Length;
            Assert.InRange(done, Answered, IsUnanswered ? Answered + 1 : Answered);
            Assert.All(notes, ofOne => Assert.Equal(Enumerable.Range(0, done).Select(Note), ofOne));
        }
    }

    /// <remarks>Without a key: one that is under way when the service is killed stays claimed for a while.</remarks>
    protected override Task<Reply> RequestAsync() =>
        client.PostAsync("vpp-participations/bulk", new { programme_id = Programme, @event = Events[Answered % 2], note = Note(Answered) });

    private static string Note(int number) => string.Create(CultureInfo.InvariantCulture, $"bulk {number}");
}
