using System.Globalization;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>A network of namespaces, one a silo, joined by a bridge in one more; nothing of it touches the machine's own. Takes root and iproute2.</summary>
internal sealed class Network : IAsyncDisposable
{
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"vpp{Environment.ProcessId % 100_000}");
    private readonly int _silos;

    private Network(int silos) => _silos = silos;

    public static async Task<Network> CreateAsync(int silos)
    {
        var network = new Network(silos);
        string hub = network.NamespaceOf(0);
        await RunAsync("netns", "add", hub);
        await RunAsync("-n", hub, "link", "add", "bridge", "type", "bridge");
        await RunAsync("-n", hub, "link", "set", "bridge", "up");
        for (int silo = 1; silo <= silos; silo++)
        {
            string space = network.NamespaceOf(silo);
            await RunAsync("netns", "add", space);
            await RunAsync("-n", hub, "link", "add", Port(silo), "type", "veth", "peer", "name", "eth0", "netns", space);
            await RunAsync("-n", hub, "link", "set", Port(silo), "master", "bridge", "up");
            await RunAsync("-n", space, "address", "add", $"{Address(silo)}/24", "dev", "eth0");
            await RunAsync("-n", space, "link", "set", "eth0", "up");
            await RunAsync("-n", space, "link", "set", "lo", "up");
        }

        return network;
    }

    public static string Address(int silo) => string.Create(CultureInfo.InvariantCulture, $"10.231.7.{silo}");

    /// <summary>What runs a program in a silo's namespace.</summary>
    public string[] Wrapper(int silo) => ["ip", "netns", "exec", NamespaceOf(silo)];

    /// <summary>Packets to and from a silo are lost from now on.</summary>
    public Task CutAsync(int silo) => RunAsync("-n", NamespaceOf(0), "link", "set", Port(silo), "nomaster");

    public Task HealAsync(int silo) => RunAsync("-n", NamespaceOf(0), "link", "set", Port(silo), "master", "bridge");

    public async ValueTask DisposeAsync()
    {
        for (int silo = _silos; silo >= 0; silo--)
            await RunAsync("netns", "delete", NamespaceOf(silo));
    }

    private static string Port(int silo) => string.Create(CultureInfo.InvariantCulture, $"port{silo}");

    private string NamespaceOf(int silo) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{silo}");

    private static Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.SucceedingAsync("ip", arguments);
}
