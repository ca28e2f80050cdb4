using Vpp.Lifecycle.Tests.Simulation.Variants;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>A seed under which a promise is broken, made as short as it can be.</summary>
internal sealed record FailedSeed(int Seed, Variant Variant)
{
    public RunResult Run() => Runs.Run.Of(Plan.Draw(Seed), Variant);

    /// <summary>The plan without the steps that it fails without.</summary>
    public Plan Shrink()
    {
        var plan = Plan.Draw(Seed);
        Promise promise = Run().Violation!.Promise;
        for (int size = Math.Max(1, plan.Steps.Count / 2); size > 0; size /= 2)
        {
            for (int at = 0; at < plan.Steps.Count;)
            {
                Plan shorter = plan with { Steps = [.. plan.Steps.Take(at), .. plan.Steps.Skip(at + size)] };
                if (Runs.Run.Of(shorter, Variant).Violation?.Promise == promise)
                    plan = shorter;
                else
                    at += size;
            }
        }

        return plan;
    }

    /// <summary>What is broken, how to see it again, and all that happened in the shortest plan that breaks it.</summary>
    public string Describe()
    {
        Violation broken = Run().Violation!;
        Plan plan = Shrink();
        return
            $"""
            Seed {Seed} ({Variant}): {broken}
            Again: VPP_SIMULATION_FIRST={Seed} VPP_SIMULATION_SEEDS=1 dotnet test tests/Simulation -c Release --filter What_is_promised
            With {plan.Steps.Count} of its {Plan.Draw(Seed).Steps.Count} steps:
            {Runs.Run.Of(plan, Variant, isTraced: true).Words}
            """;
    }
}
