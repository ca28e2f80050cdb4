using EnrolmentService.Telemetry;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Webhooks;

/// <summary>Looks which endpoints have deliveries due, and sets a pump to each. Every instance does so; leases keep two from trying the same.</summary>
internal sealed class Dispatcher(EndpointStore endpoints, EndpointPump pump, WebhookSignal signal, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<Dispatcher> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<string, Task> _pumps = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Task woken = signal.Next;
                await LookAsync(stoppingToken);
                await Task.Delay(BetweenLooks, clock, stoppingToken);
                await Task.WhenAny(woken, Task.Delay(options.Value.Polling, clock, stoppingToken));
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, and a driver may say so in an exception of its own.
        }

        await Task.WhenAll(_pumps.Values);
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            foreach ((string id, Task running) in _pumps.ToArray())
            {
                if (running.IsCompleted)
                    _pumps.Remove(id);
            }

            foreach (string id in await endpoints.DueAsync(stopping))
            {
                if (!_pumps.ContainsKey(id))
                    _pumps.Add(id, Task.Run(() => pump.RunAsync(id, stopping), CancellationToken.None));
            }
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // A database that is down comes back.
            log.WorkFailed(fault, nameof(Dispatcher));
        }
    }
}
