using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Scxml;

/// <summary>The exported machine on Qt's engine: a third make, in another language, with another ECMAScript.</summary>
public class QtTests(Machine machine) : IClassFixture<Machine>
{
    [Fact]
    public void A_second_engine_agrees_with_the_table_on_every_pair()
    {
        if (machine.Has(QtEngine.Needed))
            Assert.Empty(ScxmlRuns.Disagreements(ScxmlRuns.Machine, ScxmlRuns.Pairs, QtEngine.Run));
    }

    [Theory]
    [MemberData(nameof(ScxmlFaults.All), MemberType = typeof(ScxmlFaults))]
    public void A_fault_in_the_machine_is_a_disagreement(string sound, string faulty, string faultyPair)
    {
        if (machine.Has(QtEngine.Needed))
            ScxmlFaults.AssertFound(sound, faulty, faultyPair, QtEngine.Run);
    }
}
