using System.Text;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>
/// A snapshot and a resource of each configuration, as they were written when the format was settled. They are read for ever: where one of
/// these tests fails, a stored document has lost its meaning, and the change is wrong, not the file.
/// </summary>
public sealed class GoldenTests
{
    // A time at which some have been silent for too long and others not.
    private static readonly DateTimeOffset AsOf = new(2026, 1, 17, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Codes => [.. Enumerable.Range(0, Configuration.Count)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_participation_here_is_in_the_configuration_it_stands_for(int code) =>
        Assert.Equal(code, EveryConfiguration.At(code).Configuration.Code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_stored_snapshot_is_read_as_the_participation_it_was(int code) =>
        Assert.Equal(EveryConfiguration.At(code), ParticipationSnapshot.Parse(Files.Read("Golden", $"{code:00}.snapshot.json")).ToParticipation());

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_stored_resource_is_read_as_the_resource_it_was(int code) =>
        Assert.Equal(ParticipationResource.From(EveryConfiguration.At(code), AsOf), ParticipationResource.Parse(Files.Read("Golden", $"{code:00}.resource.json")));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_snapshot_is_written_as_it_was_and_names_its_specification(int code) =>
        Assert.Equal(
            Golden($"{code:00}.snapshot.json").Replace("\"version\":1,", $"\"version\":1,\"specification\":\"{SpecificationHash.Current}\",", StringComparison.Ordinal),
            ParticipationSnapshot.From(EveryConfiguration.At(code)).ToJson());

    /// <summary>They were written before snapshots named their specification, and are written again as they are.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void A_stored_snapshot_is_written_again_as_it_was(int code) =>
        Assert.Equal(Golden($"{code:00}.snapshot.json"), ParticipationSnapshot.Parse(Files.Read("Golden", $"{code:00}.snapshot.json")).ToJson());

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_resource_is_written_as_it_was(int code) =>
        Assert.Equal(Golden($"{code:00}.resource.json"), ParticipationResource.From(EveryConfiguration.At(code), AsOf).ToJson());

    private static string Golden(string name) => Encoding.UTF8.GetString(Files.Read("Golden", name)).TrimEnd('\n');
}
