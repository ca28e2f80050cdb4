using System.Globalization;
using Vpp.Lifecycle.Hosting;


namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>Those who ask things of the instances, and look at what they are told.</summary>
internal sealed class Clients(Run run)
{
    private const string Account = "acc_1";

    private static readonly string[] Programmes = ["vpr_1", "vpr_2"];
    private static readonly ParticipationScope Everyone = new(Account, LiveMode: true);

    private static readonly Trigger[] Triggers =
    [
        .. LifecycleSpecification.Reasons.SelectMany(reason => new[] { reason.RaisedBy, reason.ClearedBy }),
        .. Enumerable.Repeat(Trigger.TelemetryReceived, 6),
        Trigger.TelemetryResumed, Trigger.ConsentRenewed, Trigger.LeaveRequested, Trigger.NoticeServed, Trigger.RewardsSettled, Trigger.ConsentGranted, Trigger.DeviceWentLive,
        Trigger.SiteDeleted, Trigger.ConsentRequested,
    ];

    private static readonly ParticipationState[] Destinations =
    [
        ParticipationState.Active, ParticipationState.Active, ParticipationState.Active, ParticipationState.Suspended, ParticipationState.AwaitingConsent, ParticipationState.AwaitingTelemetry,
        ParticipationState.WindingDown, ParticipationState.Registered,
    ];

    private readonly Dictionary<int, Request> _sent = [];
    private readonly List<string> _ids = [];

    public async Task EnrolAsync(Step step)
    {
        string id = Name("vpp", step.Number);
        var details = new ParticipationDetails
        {
            Id = id,
            DeviceId = Name("dev", step.Target % 4),
            LocationId = "loc_1",
            AccountId = Account,
            LiveMode = true,
            Programme = new ProgrammeInfo { Id = Programmes[step.Choice % 2], DisplayName = "Winter Reserve" },
        };
        string mark = Requests.Mark(step.Number, step.HasKey);
        ParticipationWrite write = WriteOf(step, mark, "enrol");
        if (run.Pick(step.Instance) is not { } instance)
            return;
        Task<CreateResult> call = instance.Store.CreateAsync(Participation.Request(details, MeterAccess.NotRequired, run.Now), write);
        if (!await run.AnsweredAsync(call, instance, step, id))
            return;
        run.Note(step.Number, 'c', call.Result.Index, () => $"{step} at {instance.Number}: {call.Result.Value}");
        if (call.Result.Value is not AcceptedChange)
            return;
        _ids.Add(id);
        ParticipationState destination = Destinations[step.Choice % Destinations.Length];
        TriggerAt[] way = [.. Participation.Request(details, MeterAccess.NotRequired, run.Now).PathTo(destination)!.Select(trigger => new TriggerAt(trigger, run.Now))];
        var led = new ParticipationWrite { Note = Name("way", step.Number) };
        await SendAsync(new Request(led.Note, id, led, at => at.Store.ApplyAllAsync(id, way, led)), step);
    }

    public Task FireAsync(Step step)
    {
        if (Target(step) is not { } id)
            return Task.CompletedTask;
        Trigger trigger = Triggers[step.Choice % Triggers.Length];
        DateTimeOffset occurredAt = run.Now.AddTicks(-step.Ago);
        run.Note(step.Number, 't', (long)trigger, () => $"step {step.Number} tells {id} of {trigger.ToWireName()} at {occurredAt:O}");
        return SendAsync(step, id, WriteOf(step, Requests.Mark(step.Number, step.HasKey), trigger.ToString()), _ => Decision.Fire(trigger, occurredAt), occurredAt);
    }

    public Task AmendAsync(Step step) => Target(step) is { } id
        ? SendAsync(
            step, id, WriteOf(step, Requests.Mark(step.Number, step.HasKey), "amend"),
            stored => Decision.Amend(stored.Participation.Details with { ProviderReferenceId = Name("ref", step.Choice) }), occurredAt: null)
        : Task.CompletedTask;

    public Task WriteHostDataAsync(Step step) => Target(step) is { } id
        ? SendAsync(step, id, WriteOf(step, Requests.Mark(step.Number, step.HasKey), "data"), stored => Decision.Unchanged.WithHostData(Name("data", step.Choice)), occurredAt: null)
        : Task.CompletedTask;

    public Task RepeatAsync(Step step) =>
        _sent.Count == 0 ? Task.CompletedTask : SendAsync(_sent.Values.ElementAt(step.Target % _sent.Count), step);

    /// <summary>The key of an earlier request with another digest.</summary>
    public async Task ReuseKeyAsync(Step step)
    {
        if (Target(step) is not { } id || _sent.Values.Where(request => request.Write.Key is not null).ElementAtOrDefault(step.Target % Math.Max(1, _sent.Count)) is not { } earlier)
            return;
        IdempotencyKey key = earlier.Write.Key!;
        var write = new ParticipationWrite { Note = Name("reuse", step.Number), Key = new IdempotencyKey(key.Scope, key.Key, "another") };
        await SendAsync(new Request(write.Note, id, write, at => at.Store.ApplyAsync(id, Trigger.TelemetryReceived, run.Now, write)), step);
    }

    public async Task FindAsync(Step step)
    {
        if (Target(step) is not { } id || run.Pick(step.Instance) is not { } instance)
            return;
        (int first, int losses) = (run.Server.Commits.Count - 1, run.Server.Losses);
        Task<FindResult> call = instance.Store.FindAsync(id);
        if (!await run.AnsweredAsync(call, instance, step, id))
            return;
        StoredParticipation? found = call.Result.Stored;
        run.Note(step.Number, 'f', found?.Version.Number ?? 0, () => $"{step} at {instance.Number}: {found}");
        if (losses != run.Server.Losses)
            return;
        string? read = found is null ? null : Oracles.Snapshots.TextOf(found.Participation);
        for (int index = first; index < run.Server.Commits.Count; index++)
        {
            if (run.Server.Commits[index].Find(id) is not { } record ? found is null : found is not null && record.Row.Version.Number == found.Version.Number && run.TextOf(record) == read)
                return;
        }

        run.Report(Promise.ReadIsCurrent, $"{id} was read as {found}, {found?.Participation}, which it was at no moment meanwhile.");
    }

    public async Task BulkAsync(Step step)
    {
        if (run.Pick(step.Instance) is not { } instance)
            return;
        string programme = Programmes[step.Target % 2];
        var request = new BulkRequest(programme, Everyone, step.Choice % 2 == 0 ? Trigger.OperatorPaused : Trigger.OperatorResumed, run.Now)
        {
            Key = step.HasKey ? new IdempotencyKey("bulk", Name("bulk", step.Number), programme) : null,
        };
        Task<BulkResult> call = instance.Store.BulkAsync(request);
        if (await run.AnsweredAsync(call, instance, step, id: null))
            run.Note(step.Number, 'b', call.Result.Index, () => $"{step} at {instance.Number}: {call.Result.Value}");
    }

    /// <summary>Somebody holds a row, and many want to write it.</summary>
    public async Task BurstAsync(Step step)
    {
        if (Target(step) is not { } id)
            return;
        TimeSpan time = TimeSpan.FromSeconds(1 + (step.Choice % 8));
        run.Disturbances.One(id, run.Ticks + time.Ticks + (10 * TimeSpan.TicksPerSecond));
        _ = run.Server.HoldAsync(id, time);
        await run.Scheduler.Delay(TimeSpan.FromMilliseconds(100));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
        {
            string mark = string.Create(CultureInfo.InvariantCulture, $"burst {step.Number} {number}");
            var write = new ParticipationWrite { Note = mark };
            return SendAsync(new Request(mark, id, write, at => at.Store.ApplyAsync(id, Trigger.TelemetryReceived, run.Now, write)), step);
        }));
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{number:00}");

    private static ParticipationWrite WriteOf(Step step, string mark, string digest) => new()
    {
        Note = mark,
        Key = step.HasKey ? new IdempotencyKey(Account, mark, digest) : null,
    };

    private string? Target(Step step) => _ids.Count == 0 ? null : _ids[step.Target % _ids.Count];

    private Task SendAsync(Step step, string id, ParticipationWrite write, Func<StoredParticipation, Decision> decide, DateTimeOffset? occurredAt)
    {
        var request = new Request(write.Note!, id, write, instance => instance.Store.ChangeAsync(
            id,
            stored =>
            {
                instance.EventClock.At = occurredAt;
                return decide(stored);
            },
            write));
        if (step.HasKey)
            _sent[step.Number] = request;
        return SendAsync(request, step);
    }

    private async Task SendAsync(Request request, Step step)
    {
        if (run.Pick(step.Instance) is not { } instance)
            return;
        int losses = run.Server.Losses;
        Task<ChangeResult> call = request.SendAsync(instance);
        if (!await run.AnsweredAsync(call, instance, step, request.Id))
            return;
        run.Note(step.Number, 'a', call.Result.Index, () => $"{step} at {instance.Number}, {request.Mark} of {request.Id}: {call.Result.Value}");
        if (losses == run.Server.Losses)
            run.Keys.Answered(request.Mark, call.Result, run.Now, run.KeysKeptFor);
    }
}
