using System.Net;
using System.Net.Sockets;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Orleans.Cluster;

namespace Vpp.Lifecycle.Tests.Orleans;

/// <summary>Which ports a silo can listen at, and beside whose addresses it can be.</summary>
public sealed class AddressTests
{
    private static readonly SiloEntry Self = new("S10.0.0.1:11111:5", "green", 1, "participation 1", 100, 100, "", "here/boot-1/net:[1]", "10.0.0.1:11111");

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "0.0.0.0", false)]
    [InlineData("::", "::", true)]
    [InlineData("0.0.0.0", "::", false)]
    public void A_port_that_another_silo_listens_at_is_taken_until_that_is_gone(string listening, string address, bool reuses)
    {
        using Socket other = Listener(IPAddress.Parse(listening), reuses);
        int port = ((IPEndPoint)other.LocalEndPoint!).Port;
        var endpoint = new IPEndPoint(IPAddress.Parse(address), port);
        var taken = Assert.Throws<IOException>(() => ListeningPort.RequireFree("gateway", endpoint, "Some.Setting"));
        Assert.Equal($"The gateway port is taken: another silo or program listens at {endpoint}. Stop it, or choose another port (Some.Setting).", taken.Message);

        other.Dispose();
        ListeningPort.RequireFree("gateway", endpoint, "Some.Setting");
        // And it is left free, for as often as one asks.
        ListeningPort.RequireFree("gateway", endpoint, "Some.Setting");
    }

    [Fact]
    public async Task A_port_at_which_connections_of_a_silo_that_is_gone_linger_is_free()
    {
        Socket gone = Listener(IPAddress.Loopback, reuses: true);
        var endpoint = (IPEndPoint)gone.LocalEndPoint!;
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(endpoint);
        using var waiting = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await waiting.ConnectAsync(endpoint);
        Socket accepted = await gone.AcceptAsync();
        Socket halfClosed = await gone.AcceptAsync();
        gone.Dispose();
        // Who closes first is left in TIME_WAIT; who is not answered, in FIN_WAIT.
        accepted.Dispose();
        halfClosed.Dispose();
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        client.Dispose();
        ListeningPort.RequireFree("silo", endpoint, "");
    }

    [Fact]
    public async Task A_silo_of_this_machine_at_the_same_address_is_gone_as_the_port_is_free_and_nobody_waits_for_it()
    {
        SiloEntry killed = Self with { Silo = "S10.0.0.1:11111:4", SeenAt = 99 };
        var neighbours = new SiloNeighbours(Self, [killed]);
        Assert.Empty(neighbours.ToWaitFor);
        await neighbours.RequireGoneAsync(_ => throw new InvalidOperationException("Nothing is looked at."), default);
        neighbours.Require([killed]);

        // Unless it comes at the same time as this one.
        SiloEntry atOnce = killed with { Silo = "S10.0.0.1:11111:6" };
        Assert.Contains($"beside the silo {atOnce.Silo} on the machine here: both announce the same address.", Refused(() => neighbours.Require([killed, atOnce])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1:11111", "10.0.0.1:11111", "both announce the same address")]
    [InlineData("127.0.0.1:11111", "127.0.0.1:11111", "both announce the same address")]
    [InlineData("127.0.0.1:11111", "127.0.0.1:11112", "127.0.0.1:11111 is a loopback address, which the other's machine does not reach")]
    [InlineData("[::1]:11111", "10.0.0.2:11111", "[::1]:11111 is a loopback address, which the other's machine does not reach")]
    [InlineData("10.0.0.1:11111", "127.0.0.1:11111", "127.0.0.1:11111 is a loopback address, which this machine does not reach")]
    public async Task A_silo_of_another_machine_whose_address_cannot_be_beside_this_ones_is_refused_once_it_shows_that_it_lives(string address, string others, string why)
    {
        SiloEntry self = Self with { Address = address };
        SiloEntry other = Self with { Silo = "S-other", Machine = "there/boot-2/net:[1]", Address = others };
        var neighbours = new SiloNeighbours(self, [other]);
        Assert.Equal([other], neighbours.ToWaitFor);
        string refused = await RefusedAsync(() => neighbours.RequireGoneAsync(_ => Task.FromResult<IReadOnlyList<SiloEntry>>([other with { SeenAt = other.SeenAt + 1 }]), default));
        Assert.Equal(
            $"The silo {self.Silo} on the machine here does not join beside the silo S-other on the machine there: {why}. " +
            "Give each silo an address and a port of its own at which all others reach it (EndpointOptions.AdvertisedIPAddress; of the enrolment service: Service:Cluster:Address).",
            refused);
    }

    [Fact]
    public async Task A_silo_of_another_machine_that_stops_or_is_not_renewed_is_gone()
    {
        SiloEntry other = Self with { Silo = "S-other", Machine = "here/boot-1/net:[2]" };
        var neighbours = new SiloNeighbours(Self, [other]);
        await neighbours.RequireGoneAsync(_ => Task.FromResult<IReadOnlyList<SiloEntry>>([]), default);
        int looks = 0;
        await neighbours.RequireGoneAsync(
            _ =>
            {
                looks++;
                return Task.FromResult<IReadOnlyList<SiloEntry>>([other]);
            },
            default);
        Assert.InRange(looks, 2, 1000);
        neighbours.Require([other]);
    }

    [Theory]
    [InlineData("here/boot-1/net:[1]", "127.0.0.1:11111", "127.0.0.1:11112")]
    [InlineData("here/boot-1/net:[1]", "127.0.0.1:11111", "10.0.0.1:11111")]
    [InlineData("there/boot-2/net:[1]", "10.0.0.1:11111", "10.0.0.2:11111")]
    [InlineData("there/boot-2/net:[1]", "10.0.0.1:11111", "")]
    public void Silos_of_one_machine_or_with_addresses_that_reach_further_are_let_be(string machine, string address, string others) =>
        Assert.Null((Self with { Address = address }).AddressConflictWith(Self with { Silo = "S-other", Machine = machine, Address = others }));

    [Fact]
    public void A_machine_has_its_name_and_what_tells_it_from_another_of_that_name()
    {
        Assert.Equal(Environment.MachineName, Machine.NameOf(Machine.Current));
        if (OperatingSystem.IsLinux())
            Assert.Matches("/[0-9a-f-]{36}/net:\\[[0-9]+\\]$", Machine.Current);
    }

    /// <summary>As Orleans listens, or as other programs do.</summary>
    private static Socket Listener(IPAddress address, bool reuses)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (reuses)
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        return listener;
    }

    private static string Refused(Action work) => Assert.Throws<UnusableDatabaseException>(work).Message;

    private static async Task<string> RefusedAsync(Func<Task> work) => (await Assert.ThrowsAsync<UnusableDatabaseException>(work)).Message;
}
