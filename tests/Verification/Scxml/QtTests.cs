namespace Vpp.Lifecycle.Tests.Verification.Scxml;

/// <summary>The exported machine on Qt's engine: a third make, in another language, with another ECMAScript.</summary>
public class QtTests
{
    [FactWith("g++", "pkg-config", Requirement.QtScxml)]
    public async Task A_second_engine_agrees_with_the_table_on_every_pair() =>
        Assert.Empty(await ScxmlRuns.DisagreementsAsync(ScxmlRuns.Machine, ScxmlRuns.Pairs, QtEngine.RunAsync));

    [TheoryWith("g++", "pkg-config", Requirement.QtScxml)]
    [MemberData(nameof(ScxmlFaults.All), MemberType = typeof(ScxmlFaults))]
    public Task A_fault_in_the_machine_is_a_disagreement(string sound, string faulty, string faultyPair) =>
        ScxmlFaults.AssertFoundAsync(sound, faulty, faultyPair, QtEngine.RunAsync);
}
