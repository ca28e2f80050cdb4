using Spectre.Console;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>Tells how far the work has come, and how far that goes; null where nobody knows.</summary>
internal delegate void ProgressReport(long done, long? all);

/// <summary>A progress bar, where somebody watches: on a terminal.</summary>
internal static class Progress
{
    /// <summary>Runs the work; while it runs, what it reports is shown.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="isWanted">Whether anything may be shown.</param>
    /// <param name="work">The work.</param>
    internal static void Show(string title, bool isWanted, Action<ProgressReport> work)
    {
        if (!isWanted || Console.IsErrorRedirected)
        {
            work((_, _) => { });
            return;
        }

        StandardError.Terminal.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(title);
                work((done, all) =>
                {
                    task.IsIndeterminate = all is null;
                    task.MaxValue = all ?? double.MaxValue;
                    task.Value = done;
                });
            });
    }
}
