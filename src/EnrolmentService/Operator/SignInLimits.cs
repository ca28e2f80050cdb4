using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace EnrolmentService.Operator;

/// <summary>How often one may try to sign in: from one address, and from all of them together.</summary>
internal sealed class SignInLimits(IOptions<ServiceOptions> options) : IDisposable
{
    private const int AddressesTogether = 10;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => InAMinute(options.Value.SignInsPerMinute))),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => InAMinute(AddressesTogether * options.Value.SignInsPerMinute))));

    public bool Allows(HttpContext context)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static FixedWindowRateLimiterOptions InAMinute(int permits) => new() { PermitLimit = permits, QueueLimit = 0, Window = TimeSpan.FromMinutes(1) };

    /// <summary>Of an IPv6 address the network, which one subscriber has alone.</summary>
    private static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
