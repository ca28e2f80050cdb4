using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Tool.Bridge;

/// <summary>A host that runs on Stateless machines alone, given the sample logs, comes to the participations that <c>replay</c> writes.</summary>
public class StatelessHostTests
{
    [Theory]
    [InlineData("year.ndjson")]
    [InlineData("year-with-faults.ndjson")]
    public void Machines_given_a_sample_log_come_to_the_participations_that_replay_writes(string name)
    {
        byte[] log = File.ReadAllBytes(Repository.PathOf($"samples/data/{name}"));
        Replayed replayed = Replayed.From(log);

        (Dictionary<string, HostedParticipation> hosted, DateTimeOffset latest) = Run(log, replayed);

        Assert.Equal(300, hosted.Count);
        Assert.Equal(
            replayed.Resources.Select(resource => (resource.GetProperty("id").GetString(), LifecycleView.Of(resource).ToString())),
            hosted.Select(participation => ((string?)participation.Key, participation.Value.Written(latest))));
    }

    /// <summary>
    /// The machines after the log, and the time of its latest event that they took. What <c>replay</c> refuses before it asks for the state, a
    /// line that is no event for instance, is not for a machine; what it refuses because of the state each machine must refuse as well.
    /// </summary>
    private static (Dictionary<string, HostedParticipation> Hosted, DateTimeOffset Latest) Run(byte[] log, Replayed replayed)
    {
        Dictionary<long, string> rejected = replayed.Rejected.ToDictionary(line => line.GetProperty("line").GetInt64(), line => line.GetProperty("code").GetString()!);
        var hosted = new Dictionary<string, HostedParticipation>();
        DateTimeOffset latest = DateTimeOffset.MinValue;
        using var lines = new StreamReader(new MemoryStream(log));
        for (long number = 1; lines.ReadLine() is { } line; number++)
        {
            string? rejection = rejected.GetValueOrDefault(number);
            if (line.Length == 0 || rejection is not (null or "NOT_PERMITTED"))
                continue;
            JsonElement happened = JsonElement.Parse(line);
            string id = happened.GetProperty("participation_id").GetString()!;
            DateTimeOffset at = happened.GetProperty("occurred_at").GetDateTimeOffset();
            if (WireNames.TryParse(happened.GetProperty("event").GetString(), out Trigger trigger))
                Assert.Equal((number, rejection is null), (number, hosted[id].Fire(trigger, at)));
            else
                hosted.Add(id, new HostedParticipation(happened.TryGetProperty("meter_access", out JsonElement access) && access.GetString() == "REQUIRED", at));
            if (rejection is null && at > latest)
                latest = at;
        }

        return (hosted, latest);
    }
}
