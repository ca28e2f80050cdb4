using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Tests.Simulation.Runs;

/// <summary>A request as a client sends it, and sends it again.</summary>
/// <param name="Mark">What tells it from all others: the remark with its events.</param>
/// <param name="Id">The participation; null for a whole programme.</param>
/// <param name="Write">What goes with it.</param>
/// <param name="SendAsync">Sends it to a store.</param>
internal sealed record Request(string Mark, string? Id, ParticipationWrite Write, Func<Host.SimulatedInstance, Task<ChangeResult>> SendAsync);

/// <summary>Requests' marks.</summary>
internal static class Requests
{
    private const string Keyed = "keyed ";

    public static string Mark(int step, bool hasKey) => FormattableString.Invariant($"{(hasKey ? Keyed : "")}step {step}");

    public static bool IsKeyed(string mark) => mark.StartsWith(Keyed, StringComparison.Ordinal);
}
