using System.Text.Json.Nodes;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>
/// A device that takes part again and again: it is enrolled, amended, brought through enrolment, approved by one PATCH of three events, and leaves. Each
/// request has an Idempotency-Key and is sent until it is answered. What is stored is at any time what was answered, or that and the whole of the one
/// request that was not.
/// </summary>
internal sealed class Life(ServiceClient client, string device) : Persistence
{
    private const string Reason = "welcome";

    private readonly Step[] _steps =
    [
        new(HttpMethod.Post, "vpp-participations", new { device_id = device, programme_id = TestDirectory.Programme, provider_id = TestDirectory.Provider }, ["ENROLMENT_REQUESTED"]),
        new(HttpMethod.Patch, "vpp-participations/{id}", new { provider_reference_id = device }, ["DETAILS_AMENDED"]),
        .. Fired(default, ParticipationState.AwaitingEligibility),
        new(HttpMethod.Patch, "v1/enrollments/{id}", new { status = "ACTIVE", status_reason = Reason }, Way(Configuration.From(ParticipationState.AwaitingEligibility), ParticipationState.Active)),
        .. Fired(Configuration.From(ParticipationState.Active), ParticipationState.Unenrolled),
    ];

    private readonly List<string> _events = [];
    private string _id = "";
    private string _key = NewKey();
    private int _step;

    /// <summary>Compares what is stored with what was answered, to the last event; and the snapshot with the history.</summary>
    public async Task CheckAsync()
    {
        JsonArray newest = (await client.GetAsync($"vpp-participations?device_id={device}&limit=1")).Json["data"]!.AsArray();
        string id = newest.Count == 0 ? "" : newest[0]!["id"]!.ToString();
        if (IsUnanswered && _step == 0 && id != _id)
        {
            Assert.Equal(_steps[0].Events, await EventsAsync(id));
            return;
        }

        Assert.Equal(_id, id);
        if (id.Length == 0)
            return;
        List<string> stored = await EventsAsync(id);
        List<string> withUnanswered = [.. _events, .. _step == 0 ? [] : _steps[_step].Events];
        Assert.Equal(IsUnanswered && stored.Count > _events.Count ? withUnanswered : _events, stored);
        if (stored[^1] == Trigger.DeviceWentLive.ToWireName())
            Assert.Equal(Reason, (await client.GetAsync($"v1/enrollments/{id}"))["status_reason"]);
    }

    protected override Task<Reply> RequestAsync()
    {
        Step step = _steps[_step];
        return client.SendAsync(step.Method, step.Path.Replace("{id}", _id, StringComparison.Ordinal), step.Body, ("Idempotency-Key", _key));
    }

    protected override void Take(Reply reply)
    {
        if (_step == 0)
        {
            _id = reply["id"]!;
            _events.Clear();
        }

        _events.AddRange(_steps[_step].Events);
        _key = NewKey();
        _step = (_step + 1) % _steps.Length;
    }

    private async Task<List<string>> EventsAsync(string id) => [.. (await History.CheckedAsync(client, id)).Select(entry => entry!["event"]!["event"]!.ToString())];

    private static IEnumerable<Step> Fired(Configuration from, ParticipationState to) =>
        Way(from, to).Select(trigger => new Step(HttpMethod.Post, "vpp-participations/{id}/events", new { @event = trigger }, [trigger]));

    private static string[] Way(Configuration from, ParticipationState to) => [.. from.PathTo(to)!.Select(trigger => trigger.ToWireName())];

    private static string NewKey() => Guid.NewGuid().ToString();

    private sealed record Step(HttpMethod Method, string Path, object Body, string[] Events);
}
