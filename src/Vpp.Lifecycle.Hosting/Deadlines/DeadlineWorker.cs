using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>Runs the sweep every few seconds.</summary>
internal sealed class DeadlineWorker(DeadlineSweep sweep, Preparation preparation, ParticipationSettings settings, ILogger log)
    : RepeatingWorker(settings.Options.DeadlinePolling, settings.Clock, log)
{
    private static readonly TimeSpan LookingAgainEvery = TimeSpan.FromMinutes(10);

    private readonly ParticipationSettings _settings = settings;
    private long? _lookedAgain;

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (!_settings.Options.RunsDeadlines)
            return;
        await preparation.EnsureAsync(cancellation);
        if (_lookedAgain is not { } last || _settings.Clock.GetElapsedTime(last) >= LookingAgainEvery)
        {
            await sweep.LookAgainAsync(cancellation);
            _lookedAgain = _settings.Clock.GetTimestamp();
        }

        await sweep.RunAsync(cancellation);
    }
}
