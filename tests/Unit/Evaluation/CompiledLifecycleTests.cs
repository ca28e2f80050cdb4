namespace Vpp.Lifecycle.Tests.Unit;

public sealed class CompiledLifecycleTests
{
    private const string File = "src/Vpp.Lifecycle/Evaluation/CompiledLifecycle.cs";
    private const string Accept = "ACCEPT_COMPILED_LIFECYCLE";

    /// <summary>On any failure here: the command in the message writes the file anew.</summary>
    [Fact]
    public void What_is_compiled_into_the_assembly_is_what_the_rules_say()
    {
        string text = CompiledLifecycleText.Write();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            System.IO.File.WriteAllText(Repository.PathOf(File), text);

        Assert.True(
            text == Repository.Read(File),
            $"{File} is not what the rules say. To write it anew: {Accept}=1 dotnet test tests/Unit -f net10.0 --filter CompiledLifecycle");
    }

    [Fact]
    public void The_table_in_use_is_the_one_compiled_from_the_rules() =>
        Assert.Equal(TransitionTableCompiler.Compile(LifecycleSpecification.Rules), CompiledLifecycle.Steps.ToArray());

    [Fact]
    public void Permitted_triggers_and_paths_are_those_of_the_graph_of_the_table()
    {
        byte[] steps = TransitionTableCompiler.Compile(LifecycleSpecification.Rules);
        foreach (Configuration configuration in Configuration.All)
        {
            Assert.Equal(LifecycleCompiler.Permitted(steps, configuration.Code), configuration.PermittedTriggers);
            IReadOnlyList<Trigger>?[] paths = LifecycleCompiler.Paths(steps, configuration.Code);
            foreach (StateDescriptor state in LifecycleSpecification.States)
                Assert.Equal(paths[(int)state.State], configuration.PathTo(state.State));
        }
    }
}
