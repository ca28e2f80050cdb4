using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>Logs made by hand, sound and with one fault each: the checker must tell them apart.</summary>
public class HistoryCheckerTests
{
    private const string Id = "vpp_1";

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddHours(-1);
    private static readonly Trigger[] Triggers = [Trigger.ConsentRequested, Trigger.ConsentGranted, Trigger.TelemetryReceived];

    private readonly List<Participation> _lives = [];
    private readonly JsonArray _history = [];
    private readonly List<Operation> _log = [];

    public HistoryCheckerTests()
    {
        var details = new ParticipationDetails { Id = Id, DeviceId = "dev_1", LocationId = "loc_1" };
        _lives.Add(Participation.Request(details, MeterAccess.NotRequired, Start));
        Add(new ParticipationRequested(details, MeterAccess.NotRequired, Start));
        for (int index = 0; index < Triggers.Length; index++)
        {
            AcceptedTransition accepted = _lives[^1].Apply(Triggers[index], Start.AddMinutes(index + 1), actor: null, Mark(index + 1)).Accepted!.Value;
            _lives.Add(accepted.Participation);
            Add(TriggerFired.From(accepted));
        }

        // Three writes one after the other, a read after each, and a repeat of the first.
        for (int index = 1; index <= Triggers.Length; index++)
        {
            _log.Add(Write(index, 100 * index, index));
            _log.Add(Read((100 * index) + 50, index));
        }

        _log.Add(Write(1, 1_000, 1));
    }

    [Fact]
    public void A_sound_log_has_no_fault() => Assert.Empty(Check());

    [Fact]
    public void A_participation_of_more_visits_than_a_resource_shows_is_as_its_history_makes_it()
    {
        Participation life = _lives[^1];
        int index = Triggers.Length;
        foreach (Trigger trigger in life.PathTo(ParticipationState.Active)!.Concat(Enumerable.Range(0, 150).Select(times => times % 2 == 0 ? Trigger.OperatorPaused : Trigger.OperatorResumed)))
        {
            AcceptedTransition accepted = life.Apply(trigger, Start.AddSeconds(1_000 + ++index), actor: null, Mark(index)).Accepted!.Value;
            life = accepted.Participation;
            Add(TriggerFired.From(accepted));
        }

        var told = new ToldHistory(_history);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.True(told.Was(ParticipationResource.From(life.WithLatestVisits(100), now), told.Count - 1, told.Count));
        Assert.False(told.Was(ParticipationResource.From(life.WithLatestVisits(99), now), told.Count - 1, told.Count));
    }

    [Fact]
    public void A_read_of_what_had_been_replaced_is_a_fault() => FaultWith(Read(500, 2), "saw version 3 after 4");

    [Fact]
    public void A_body_that_the_history_never_made_is_a_fault() => FaultWith(Read(500, 4 - 1) with { Reply = Answer(1, 9) }, "after none of its events");

    [Fact]
    public void An_acknowledged_write_that_is_not_in_the_history_is_a_fault() => FaultWith(Write(1, 500, 3) with { Mark = "lost" }, "lost of vpp_1 was acknowledged and is not in its history");

    [Fact]
    public void One_tag_of_two_bodies_is_a_fault() => FaultWith(Read(500, 3) with { Reply = Answer(2, 4) }, "is of two bodies");

    [Fact]
    public void A_repeat_that_is_answered_otherwise_is_a_fault() => FaultWith(Write(1, 1_100, 2), "write 1 was answered");

    [Fact]
    public void Two_versions_of_one_number_are_a_fault() => FaultWith(Read(500, 3) with { Reply = Answer(3, 4, token: "other") }, "had two versions 4 at a time");

    [Fact]
    public void Groups_that_nobody_asked_for_are_a_fault()
    {
        _log.Add(Groups(OperationKind.SetGroups, 2_000, "g01,g02"));
        _log.Add(Groups(OperationKind.SetGroups, 2_001, "g03,g04"));
        FaultWith(Groups(OperationKind.ReadEnrollment, 2_100, "g01,g04"), "which nobody has asked for");
    }

    [Fact]
    public void Groups_that_had_been_replaced_are_a_fault()
    {
        _log.Add(Groups(OperationKind.SetGroups, 2_000, "g01,g02"));
        _log.Add(Groups(OperationKind.SetGroups, 2_100, "g03,g04"));
        Assert.Empty(Check());
        FaultWith(Groups(OperationKind.ReadEnrollment, 2_200, "g01,g02"), "which had been replaced before");
    }

    [Fact]
    public void What_was_acknowledged_while_a_standby_got_nothing_may_be_lost_and_nothing_else()
    {
        _log.Add(Write(1, 500, 3) with { Mark = "lost" });
        Assert.Empty(Check(new Loss(450, 600)));
        Assert.NotEmpty(Check(new Loss(600, 700)));
    }

    [Fact]
    public void A_write_that_is_in_the_history_twice_is_a_fault()
    {
        _history.Add(_history[^1]!.DeepClone());
        Assert.Contains(Check(), fault => fault.Contains("twice", StringComparison.Ordinal));
    }

    private static string Mark(int index) => $"write {index}";

    private Operation Write(int index, long at, int life) => new(OperationKind.Fire, Id, at) { Answered = at + 10, Mark = Mark(index), Reply = Answer(life, life + 1) };

    private Operation Read(long at, int life) => new(OperationKind.Read, Id, at) { Answered = at + 10, Reply = Answer(life, life + 1) };

    private static Operation Groups(OperationKind kind, long at, string groups)
    {
        string shown = string.Join(',', groups.Split(',').Select(group => $$"""{"id":"{{group}}"}"""));
        return new Operation(kind, Id, at)
        {
            Answered = at + 10,
            Mark = kind == OperationKind.SetGroups ? $"groups {at}" : null,
            Groups = kind == OperationKind.SetGroups ? groups : null,
            Reply = new Reply(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$$"""{"site":{"groups":[{{{shown}}}]}}"""), Tag(at, "a", groups.GetHashCode(StringComparison.Ordinal))),
        };
    }

    private static Dictionary<string, string> Tag(long version, string token, int digest) => new() { ["ETag"] = $"\"{version}-{token}.{digest}\"" };

    private Reply Answer(int life, long version, string token = "a") =>
        new(HttpStatusCode.OK, ParticipationResource.From(_lives[life], DateTimeOffset.UtcNow).ToUtf8Bytes(), Tag(version, token, 0));

    private void Add(ParticipationEvent happened) => _history.Add(new JsonObject { ["event"] = JsonNode.Parse(happened.ToJson()) });

    private IReadOnlyList<string> Check(params Loss[] losses) =>
        new HistoryChecker(_log, new Dictionary<string, ToldHistory> { [Id] = new(_history) }, losses).Check();

    private void FaultWith(Operation operation, string words)
    {
        _log.Add(operation);
        Assert.Contains(Check(), fault => fault.Contains(words, StringComparison.Ordinal));
    }
}
