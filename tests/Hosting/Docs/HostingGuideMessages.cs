using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Hosting.Support;

namespace Vpp.Lifecycle.Tests.Hosting.Docs;

/// <summary>The code of docs/hosting.md on queues.</summary>
public sealed class HostingGuideMessages : IDisposable
{
    private const int MostDeliveries = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-guide-");
    private readonly List<string> _log = [];

    private enum Answer
    {
        Acknowledge,
        Again,
        PutAside,
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_worker_answers_each_message_of_a_queue()
    {
        await using TestHost host = await StartAsync();
        DateTimeOffset now = host.Now;
        var queue = new TestQueue(
            new DeviceEvent("m1", "vpp_1", Trigger.OperatorPaused, now),
            new DeviceEvent("m1", "vpp_1", Trigger.OperatorPaused, now, Deliveries: 2),
            new DeviceEvent("m1", "vpp_1", Trigger.OperatorResumed, now),
            new DeviceEvent("m2", "vpp_1", Trigger.ConsentRequested, now),
            new DeviceEvent("m2", "vpp_1", Trigger.ConsentRequested, now, Deliveries: 2),
            new DeviceEvent("m3", "vpp_1", Trigger.NoticePeriodElapsed, now),
            new DeviceEvent("m3", "vpp_1", Trigger.NoticePeriodElapsed, now, Deliveries: MostDeliveries),
            new DeviceEvent("m4", "vpp_1", Trigger.OperatorResumed, now.AddHours(1)),
            new DeviceEvent("m5", "vpp_none", Trigger.OperatorResumed, now));
        await WorkAsync(queue, host.Store, host.Clock, CancellationToken.None);
        Assert.Equal(
            ["Acknowledge m1", "Acknowledge m1", "PutAside m1", "Acknowledge m2", "Acknowledge m2", "Again m3", "PutAside m3", "Again m4", "PutAside m5"],
            queue.Answers);
        Assert.Equal(2, _log.Count);
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_1")).Participation.CurrentState);
    }

    [Fact]
    public async Task A_pause_that_comes_after_its_resumption_is_superseded()
    {
        await using TestHost host = await StartAsync();
        DateTimeOffset paused = host.Now.AddMinutes(-20);
        DateTimeOffset resumed = host.Now.AddMinutes(-10);
        var queue = new TestQueue(
            new DeviceEvent("m2", "vpp_1", Trigger.CustomerResumed, resumed),
            new DeviceEvent("m1", "vpp_1", Trigger.CustomerPaused, paused),
            new DeviceEvent("m2", "vpp_1", Trigger.CustomerResumed, resumed, Deliveries: 2));
        await WorkAsync(queue, host.Store, host.Clock, CancellationToken.None);
        Assert.Equal(["Acknowledge m2", "Acknowledge m1", "Acknowledge m2"], queue.Answers);
        Assert.Contains("SUPERSEDED", Assert.Single(_log), StringComparison.Ordinal);
        Assert.Equal((Trigger.CustomerResumed, Outcome.Ignored), await LatestAsync(host.Store));
        Assert.Equal(ParticipationState.Active, (await host.FindAsync("vpp_1")).Participation.CurrentState);
    }

    [Fact]
    public async Task Data_of_the_host_alone_updates_and_makes_no_entry_of_the_feed()
    {
        await using TestHost host = await StartAsync();
        FeedPosition end = await host.Get<IParticipationFeed>().EndAsync();
        ChangeResult result = await host.Store.ChangeAsync("vpp_1", _ => Decision.Fire(Trigger.CustomerResumed, host.Now).WithHostData("x"));
        Assert.Equal(Outcome.Updated, result.AsT0.Outcome);
        Assert.Equal((Trigger.CustomerResumed, Outcome.Ignored), await LatestAsync(host.Store));
        Assert.Equal(end, await host.Get<IParticipationFeed>().EndAsync());
    }

    [Fact]
    public async Task Without_that_rule_a_pause_that_comes_late_takes_effect()
    {
        await using TestHost host = await StartAsync();
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerResumed, host.Now.AddMinutes(-10));
        await host.Store.ApplyAsync("vpp_1", Trigger.CustomerPaused, host.Now.AddMinutes(-20));
        Assert.Equal(ParticipationState.Suspended, (await host.FindAsync("vpp_1")).Participation.CurrentState);
    }

    #region hosting-queue
    private async Task WorkAsync(IQueue queue, IParticipationStore store, TimeProvider clock, CancellationToken stopping)
    {
        await foreach (DeviceEvent message in queue.ReadAllAsync(stopping))
            await queue.AnswerAsync(message, await HandleAsync(message, store, clock, stopping));
    }

    private async Task<Answer> HandleAsync(DeviceEvent message, IParticipationStore store, TimeProvider clock, CancellationToken stopping)
    {
        Answer later = message.Deliveries < MostDeliveries ? Answer.Again : Answer.PutAside;
        if (message.OccurredAt > clock.GetUtcNow())
            return later;
        string says = $"{message.ParticipationId} {message.Trigger.ToWireName()} {message.OccurredAt.UtcTicks}";   // not the envelope
        string digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(says)));
        var write = new ParticipationWrite { Actor = "device feed", Key = new IdempotencyKey("device feed", message.Id, digest) };
        try
        {
            ChangeResult result = await store.ChangeAsync(message.ParticipationId, stored => Decide(stored, message.Trigger, message.OccurredAt), write, stopping);
            return result.Match(
                accepted => Answer.Acknowledge,
                rejected => rejected.Rejection.IsFinal ? AcknowledgeRejected(message, rejected) : later,
                notFound => Answer.PutAside,
                conflict => throw new UnreachableException("The write asks for no version."),
                repeated => repeated.First.Match(accepted => Answer.Acknowledge, rejected => AcknowledgeRejected(message, rejected), bulk => Answer.PutAside),
                reused => Answer.PutAside,                         // two messages with one identifier
                contended => Answer.Again,
                unreadable => Answer.PutAside,
                already => throw new UnreachableException("A trigger changes no programme."));
        }
        catch (DbException)
        {
            return Answer.Again;                                   // whether it was written is not known: the key makes the repeat harmless
        }
    }
    #endregion

    #region hosting-superseded
    // A pause or a resumption that is older than the newest of the two that came must not take effect.
    private static Decision Decide(StoredParticipation stored, Trigger trigger, DateTimeOffset occurredAt)
    {
        if (trigger is not (Trigger.CustomerPaused or Trigger.CustomerResumed))
            return Decision.Fire(trigger, occurredAt);
        return stored.HostData is { } newest && occurredAt < DateTimeOffset.Parse(newest, CultureInfo.InvariantCulture)
            ? Decision.Reject(new HostRejection("SUPERSEDED", IsFinal: true))
            : Decision.Fire(trigger, occurredAt).WithHostData(occurredAt.ToString("O", CultureInfo.InvariantCulture));
    }
    #endregion

    private static async Task<(Trigger Trigger, Outcome Outcome)> LatestAsync(IParticipationStore store)
    {
        HistoryEntry latest = (await store.HistoryAsync("vpp_1")).Entries[^1];
        return (((TriggerFired)ParticipationEventJson.Parse(latest.EventJson)).Trigger, latest.Outcome);
    }

    private Answer AcknowledgeRejected(DeviceEvent message, RejectedChange rejected)
    {
        _log.Add($"{message.Id}: {rejected.Rejection.Value}");
        return Answer.Acknowledge;
    }

    private async Task<TestHost> StartAsync()
    {
        TestHost host = await TestHost.StartAsync($"Data Source={Path.Combine(_folder.FullName, "queue.db")}");
        await host.GivenAsync("vpp_1", ParticipationState.Active);
        host.Clock.Advance(TimeSpan.FromHours(1));
        return host;
    }

    private sealed record DeviceEvent(string Id, string ParticipationId, Trigger Trigger, DateTimeOffset OccurredAt, int Deliveries = 1);

    private interface IQueue
    {
        IAsyncEnumerable<DeviceEvent> ReadAllAsync(CancellationToken cancellation);

        Task AnswerAsync(DeviceEvent message, Answer answer);
    }

    private sealed class TestQueue(params DeviceEvent[] messages) : IQueue
    {
        public List<string> Answers { get; } = [];

        public IAsyncEnumerable<DeviceEvent> ReadAllAsync(CancellationToken cancellation) => messages.ToAsyncEnumerable();

        public Task AnswerAsync(DeviceEvent message, Answer answer)
        {
            Answers.Add($"{answer} {message.Id}");
            return Task.CompletedTask;
        }
    }
}
