using System.Globalization;
using System.Net;
using Npgsql;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>A silo whose address is another's, or cannot be reached by another, does not start, and the other goes on.</summary>
[Collection(OwnServices.CollectionOfSilos)]
public sealed class AddressTests(OwnServices services)
{
    [FactWith(Requirement.PostgreSql)]
    public async Task A_second_silo_at_the_same_port_ends_with_a_line_and_the_first_goes_on_and_can_be_killed_and_started_again_at_once()
    {
        await using Silos silos = await Silos.CreateAsync(services.Postgres);
        Silo first = silos.Add("127.0.0.1", []);
        await first.StartAsync();
        Silo second = silos.Add("127.0.0.1", [], first.SiloPort);
        (int status, string errors) = await second.FailToStartAsync();
        Assert.Equal(
            (2, string.Create(CultureInfo.InvariantCulture, $"The service cannot start: The silo port is taken: another silo or program listens at 127.0.0.1:{first.SiloPort}. Stop it, or choose another port (EndpointOptions.SiloPort; of the enrolment service: Service:Cluster:SiloPort).")),
            (status, errors.Trim()));
        Assert.Equal(1L, await silos.CountAsync("SELECT COUNT(*) FROM participation_cluster_member"));
        await AssertServesAsync(first);

        await first.KillAsync();
        await first.StartAsync();
        Assert.DoesNotContain("was seen lately", first.Output, StringComparison.Ordinal);
        await AssertServesAsync(first);
    }

    [FactWith(Requirement.PostgreSql, Requirement.Root, "ip")]
    public async Task On_another_machine_a_silo_of_the_same_or_of_a_loopback_address_ends_with_a_line_until_the_first_is_gone()
    {
        await using Network network = await Network.CreateAsync(2);
        await using Silos silos = await Silos.CreateAsync(services.Postgres);
        Silo first = silos.Add("127.0.0.1", network.Wrapper(1));
        await first.StartAsync();
        // Two loopbacks, each with a port of its own name.
        Silo same = silos.Add("127.0.0.1", network.Wrapper(2), first.SiloPort);
        (int status, string errors) = await same.FailToStartAsync();
        Assert.Equal(2, status);
        Assert.Matches(
            "^The service cannot start: The silo S127\\.0\\.0\\.1:[0-9]+:[0-9]+ on the machine .* does not join beside the silo S127\\.0\\.0\\.1:[0-9]+:[0-9]+ on the machine .*: both announce the same address\\. " +
            "Give each silo an address and a port of its own at which all others reach it \\(EndpointOptions\\.AdvertisedIPAddress; of the enrolment service: Service:Cluster:Address\\)\\.$",
            errors.Trim());
        (status, errors) = await silos.Add(Network.Address(2), network.Wrapper(2)).FailToStartAsync();
        Assert.Equal(2, status);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $": 127.0.0.1:{first.SiloPort} is a loopback address, which this machine does not reach. "), errors, StringComparison.Ordinal);
        await AssertServesAsync(first);

        await first.KillAsync();
        await same.StartAsync();
        await AssertServesAsync(same);
    }

    private static async Task AssertServesAsync(Silo silo)
    {
        using HttpResponseMessage answer = await silo.Client.GetAsync(new Uri("vpp-participations?state=ACTIVE", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Silos on one database.</summary>
    private sealed class Silos : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("vpp-addresses-").FullName;
        private readonly List<Silo> _silos = [];
        private readonly string _connectionString;
        private readonly string _key;

        private Silos(string connectionString, string key) => (_connectionString, _key) = (connectionString, key);

        public static async Task<Silos> CreateAsync(PostgresServer postgres)
        {
            string connectionString = await postgres.CreateDatabaseAsync();
            return new Silos(connectionString, (await TestDirectory.ImportAsync(new ServiceSettings(connectionString)))["one-live"]);
        }

        public Silo Add(string address, string[] wrapper, int? siloPort = null)
        {
            var database = new NpgsqlConnectionStringBuilder(_connectionString);
            var silo = new Silo(
                _silos.Count + 1, _folder, database.Database!, Path.Combine(database.Host!, ".s.PGSQL.5432"), _key, wrapper, address, siloPort: siloPort);
            _silos.Add(silo);
            return silo;
        }

        public async Task<long> CountAsync(string query)
        {
            await using var source = NpgsqlDataSource.Create(_connectionString);
            await using NpgsqlCommand command = source.CreateCommand(query);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (Silo silo in _silos)
                await silo.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
