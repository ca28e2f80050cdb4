using Microsoft.Extensions.Options;
using Vpp.Lifecycle;

namespace EnrolmentService;

/// <summary>What this host adds to the lifecycle: its timers, and its expected dwell times.</summary>
internal sealed class ParticipationRules(IOptions<ServiceOptions> options)
{
    public LifecycleTimers Timers { get; } = options.Value.Timers.ToTimers();

    public DwellTimes DwellTimes { get; } = options.Value.ToDwellTimes();
}
