using Spectre.Console;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Shows on a terminal how far a replay has come.</summary>
internal static class ReplayProgress
{
    /// <summary>Runs the work; while it runs, what it reports is shown.</summary>
    /// <param name="isShown">Whether anything is shown at all.</param>
    /// <param name="work">Is given a function to report with: what it is at, how far it is, and how far that goes; null where nobody knows.</param>
    internal static void Show(bool isShown, Action<Action<string, long, long?>> work)
    {
        if (!isShown || !StandardError.IsTerminal)
        {
            work((_, _, _) => { });
            return;
        }

        StandardError.Terminal.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("Reading");
                work((description, done, all) =>
                {
                    task.Description = description;
                    task.IsIndeterminate = all is null;
                    task.MaxValue = all ?? double.MaxValue;
                    task.Value = done;
                });
            });
    }
}
