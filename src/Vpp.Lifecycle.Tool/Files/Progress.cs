using System.Globalization;
using Spectre.Console;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A progress bar, where somebody watches: on a terminal.</summary>
internal static class Progress
{
    /// <summary>Runs the work; while it runs, how far it says that it has come is shown.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="all">How far that goes; null when nobody knows.</param>
    /// <param name="unit">What is counted, to be shown when nobody knows how far it goes.</param>
    /// <param name="isWanted">Whether anything may be shown.</param>
    /// <param name="work">The work.</param>
    internal static void Show(string title, long? all, string unit, bool isWanted, Action<Action<long>> work)
    {
        if (!isWanted || Console.IsErrorRedirected || !StandardError.Terminal.Profile.Capabilities.Ansi)
        {
            work(_ => { });
            return;
        }

        // Nothing can be said of a share or of the time remaining when nobody knows of what.
        ProgressColumn[] columns = [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];
        StandardError.Terminal.Progress()
            .AutoClear(true)
            .Columns(all is null ? columns[..2] : columns)
            .Start(context =>
            {
                ProgressTask task = context.AddTask(title, maxValue: Math.Max(1, all ?? long.MaxValue));
                task.IsIndeterminate = all is null;
                work(done =>
                {
                    task.Value = done;
                    if (all is null)
                        task.Description = string.Create(CultureInfo.InvariantCulture, $"{title}: {done:N0} {unit}");
                });
            });
    }
}
