using System.Diagnostics;
using Orleans.Configuration;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Orleans.Cluster;

/// <summary>The silos that were seen before a silo joins, and whether it can be one beside them.</summary>
internal sealed class SiloNeighbours
{
    /// <summary>A silo that has not renewed its row twice is gone.</summary>
    public static readonly TimeSpan GoneAfter = 2 * ClusterGuard.RenewedEvery;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly SiloEntry _self;
    private readonly Dictionary<string, long> _seenAt;

    /// <param name="self">The silo that is to join; its ports are free.</param>
    /// <param name="seen">Those that were seen lately.</param>
    /// <exception cref="UnusableDatabaseException">It cannot join because of what one of them is.</exception>
    public SiloNeighbours(SiloEntry self, IReadOnlyList<SiloEntry> seen)
    {
        (_self, _seenAt) = (self, seen.ToDictionary(other => other.Silo, other => other.SeenAt));
        Require(seen);
        // Nobody listens at this address on this machine: whoever did here is gone, and a silo that was killed can be started again at once.
        ToWaitFor = [.. seen.Where(other => other.Machine != self.Machine && self.AddressConflictWith(other) is not null)];
    }

    /// <summary>Those of other machines whose addresses this silo cannot be beside, where they live.</summary>
    public IReadOnlyList<SiloEntry> ToWaitFor { get; }

    /// <summary>Waits until those of other machines are surely gone. One that renews its row is not.</summary>
    /// <exception cref="UnusableDatabaseException">One lives.</exception>
    public async Task RequireGoneAsync(Func<CancellationToken, Task<IReadOnlyList<SiloEntry>>> seenNow, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<SiloEntry> left = ToWaitFor;
        while (left.Count > 0 && Stopwatch.GetElapsedTime(began) < GoneAfter)
        {
            await Task.Delay(BetweenLooks, cancellation);
            IReadOnlyList<SiloEntry> seen = await seenNow(cancellation);
            Require(seen);
            left = [.. ToWaitFor.Where(other => seen.Any(still => still.Silo == other.Silo))];
        }
    }

    /// <exception cref="UnusableDatabaseException">The silo cannot join because of what one of these is, or of where one of these lives.</exception>
    public void Require(IReadOnlyList<SiloEntry> seen)
    {
        foreach (SiloEntry other in seen.Where(other => other.Silo != _self.Silo))
        {
            if (_self.ConflictWith(other) is { } conflict)
            {
                throw new UnusableDatabaseException(
                    $"The silo {_self.Silo} does not join: {conflict} (silo {other.Silo}). Stop the others first; one that was killed counts for {ClusterGuard.CountsFor.TotalSeconds} seconds longer.");
            }

            if (HasRenewed(other) && _self.AddressConflictWith(other) is { } address)
            {
                throw new UnusableDatabaseException(
                    $"The silo {_self.Silo} on the machine {Machine.NameOf(_self.Machine)} does not join beside the silo {other.Silo} on the machine {Machine.NameOf(other.Machine)}: {address}. " +
                    $"Give each silo an address and a port of its own at which all others reach it ({nameof(EndpointOptions)}.{nameof(EndpointOptions.AdvertisedIPAddress)}; of the enrolment service: Service:Cluster:Address).");
            }
        }
    }

    private bool HasRenewed(SiloEntry other) => !_seenAt.TryGetValue(other.Silo, out long before) || before != other.SeenAt;
}
