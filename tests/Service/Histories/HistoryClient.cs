using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>Sends one request after the other, to either instance, and writes down what was asked and answered. A write without an answer is sent again, with its key, until it has one.</summary>
internal sealed class HistoryClient(int number, IReadOnlyList<ServiceClient> instances, IReadOnlyDictionary<string, string> devices, ConcurrentQueue<Operation> log)
{
    public const int Groups = 16;
    private const int GroupsInASet = 4;

    private static readonly string[] Events =
        [.. LifecycleSpecification.Reasons.SelectMany(reason => new[] { reason.RaisedBy.ToWireName(), reason.ClearedBy.ToWireName() })];

    private readonly Random _random = new(number);
    private readonly string[] _ids = [.. devices.Keys];
    private readonly List<Operation> _written = [];
    private Operation? _unanswered;
    private int _writes;

    public async Task LiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await NextAsync())
                await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>What has no answer gets one now.</summary>
    public async Task SettleAsync()
    {
        for (int tries = 0; _unanswered is not null; tries++)
        {
            if (tries == 400)
                throw new InvalidOperationException($"{_unanswered.Mark} is not answered though nothing disturbs it.");
            if (!await NextAsync())
                await Task.Delay(50);
        }
    }

    private Task<bool> NextAsync()
    {
        if (_unanswered is { } again)
            return WriteAsync(again);
        string id = _ids[_random.Next(_ids.Length)];
        switch (_random.Next(10))
        {
            case < 4:
                return WriteAsync(new Operation(OperationKind.Fire, id, 0) { Mark = NextMark(), Event = Events[_random.Next(Events.Length)] });
            case 4:
                string[] set = [.. Enumerable.Range(0, Groups).OrderBy(_ => _random.Next()).Take(GroupsInASet).Order().Select(Group)];
                return WriteAsync(new Operation(OperationKind.SetGroups, id, 0) { Mark = NextMark(), Groups = string.Join(',', set) });
            case 5 when _written.Count > 0:
                // One that was answered comes once more.
                return SendAsync(_written[_random.Next(_written.Count)]);
            case 6:
                return SendAsync(new Operation(OperationKind.ReadEnrollment, id, 0));
            case 7:
                return SendAsync(new Operation(OperationKind.List, devices[id], 0));
            default:
                return SendAsync(new Operation(OperationKind.Read, id, 0));
        }
    }

    public static string Group(int index) => string.Create(CultureInfo.InvariantCulture, $"g{index:00}");

    private string NextMark() => string.Create(CultureInfo.InvariantCulture, $"client {number} write {++_writes}");

    private async Task<bool> WriteAsync(Operation write)
    {
        _unanswered = write;
        if (!await SendAsync(write))
            return false;
        _unanswered = null;
        _written.Add(write);
        return true;
    }

    private async Task<bool> SendAsync(Operation asked)
    {
        ServiceClient instance = instances[_random.Next(instances.Count)];
        Operation operation = asked with { Invoked = Stopwatch.GetTimestamp(), Answered = null, Reply = null };
        try
        {
            Reply reply = await RequestAsync(instance, asked);
            operation = operation with { Answered = Stopwatch.GetTimestamp(), Reply = reply };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            // No answer.
        }

        log.Enqueue(operation);
        return operation.Reply is { Status: not HttpStatusCode.ServiceUnavailable };
    }

    private static Task<Reply> RequestAsync(ServiceClient instance, Operation asked) => asked.Kind switch
    {
        OperationKind.Fire => instance.PostAsync($"vpp-participations/{asked.Resource}/events", new { @event = asked.Event, note = asked.Mark }, ("Idempotency-Key", asked.Mark!)),
        OperationKind.SetGroups => instance.PatchAsync($"v1/enrollments/{asked.Resource}", new { group_ids = asked.Groups!.Split(',') }, ("Idempotency-Key", asked.Mark!)),
        OperationKind.ReadEnrollment => instance.GetAsync($"v1/enrollments/{asked.Resource}"),
        OperationKind.List => instance.GetAsync($"vpp-participations?device_id={asked.Resource}&limit=10"),
        _ => instance.GetAsync($"vpp-participations/{asked.Resource}"),
    };
}
