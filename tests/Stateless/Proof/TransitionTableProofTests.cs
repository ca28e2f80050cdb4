using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge.Proof;

/// <summary>The compiled table is what a Stateless machine does that was configured from the rules, byte for byte.</summary>
public class TransitionTableProofTests
{
    [Fact]
    public void The_table_derived_from_a_running_machine_is_the_compiled_one()
    {
        byte[] derived = [.. StepTable.OfMachine(RuleSet.Lifecycle)];

        Assert.Equal(1428, derived.Length);
        Assert.Empty(StepTable.Differences(derived, StepTable.OfLibrary()));
        Assert.Equal(4, derived.Select(step => step >> 6).Distinct().Count());
    }

    [Fact]
    public void The_codes_are_those_of_the_specification()
    {
        Assert.Equal(Numbering.Count, Configuration.All.Count);
        Assert.All(Configuration.All, configuration =>
            Assert.Equal(Numbering.Of(configuration.Code), new StateAndFacts(configuration.State, configuration.Facts)));
    }

    /// <summary>What the bridge uses of the library: the rules as data, and names. Neither the compiled table nor anything that asks it.</summary>
    [Fact]
    public void The_machine_is_made_from_the_rules_without_the_compiled_table()
    {
        using FileStream file = File.OpenRead(typeof(LifecycleStateMachine).Assembly.Location);
        using var assembly = new PEReader(file);
        MetadataReader metadata = assembly.GetMetadataReader();

        IEnumerable<string> used =
            from handle in metadata.TypeReferences
            let type = metadata.GetTypeReference(handle)
            where metadata.GetString(type.Namespace) == "Vpp.Lifecycle"
            orderby metadata.GetString(type.Name)
            select metadata.GetString(type.Name);

        Assert.Equal(
            ["Guard", "LifecycleFacts", "LifecycleSpecification", "Outcome", "ParticipationState", "Rule", "StateDescriptor", "Trigger", "WireNames"],
            used.Order(StringComparer.Ordinal));
    }
}
