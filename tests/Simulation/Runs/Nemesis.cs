using Vpp.Lifecycle.Tests.Simulation.Host;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>What goes wrong.</summary>
internal sealed class Nemesis(Run run)
{
    private const int MostInstances = 3;

    public async Task DoAsync(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Kill:
                await KillAsync(step, static before => before);
                break;
            case StepKind.Reconfigure:
                await KillAsync(step, _ => run.DrawSettings());
                break;
            case StepKind.StartAnother:
                if (run.Living.Count() < MostInstances)
                    run.Start(run.DrawSettings());
                break;
            case StepKind.RestartDatabase:
                await RestartAsync(step, lost: 0);
                break;
            case StepKind.PromoteStandby:
                await RestartAsync(step, lost: 1 + (step.Choice % 6));
                break;
            case StepKind.Restore:
                await RestartAsync(step, lost: 5 + (step.Choice % 30));
                break;
            case StepKind.Hold:
                await HoldAsync(step);
                break;
            case StepKind.LoseAnswers:
                run.Server.LoseAnswers(1 + (step.Choice % 3));
                break;
            case StepKind.CloseConnections:
                run.Disturbances.All(run.Ticks + TimeSpan.TicksPerSecond);
                run.Pick(step.Instance)?.Connections.Terminate();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "No nemesis does that.");
        }
    }

    private async Task KillAsync(Step step, Func<InstanceSettings, InstanceSettings> change)
    {
        if (run.Pick(step.Instance) is not { } instance)
            return;
        run.Disturbances.All(run.Ticks);
        instance.Kill();
        await run.Scheduler.Delay(Math.Min(step.Ago, 3 * TimeSpan.TicksPerSecond));
        run.Start(change(instance.Settings));
    }

    private async Task RestartAsync(Step step, int lost)
    {
        TimeSpan down = TimeSpan.FromMilliseconds(10 * step.Choice);
        run.Disturbances.All(run.Ticks + down.Ticks);
        int losses = run.Server.Losses;
        await run.Server.RestartAsync(down, lost);
        if (run.Server.Losses != losses)
        {
            run.Note(step.Number, 'l', run.Server.Commits.Count, () => $"{lost} commits are lost: {run.Server.Commits.Count} are left");
            run.Lost();
        }
    }

    private async Task HoldAsync(Step step)
    {
        if (run.Server.State.Participations.Count == 0)
            return;
        string id = run.Server.State.Participations.Keys.ElementAt(step.Target % run.Server.State.Participations.Count);
        TimeSpan time = TimeSpan.FromMilliseconds(20 * (step.Choice + 1));
        run.Disturbances.One(id, run.Ticks + (2 * time.Ticks));
        await run.Server.HoldAsync(id, time);
    }
}
