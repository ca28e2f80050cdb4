using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Cluster;

/// <summary>A silo of the service in a process of its own. Its HTTP comes by a socket in a folder, so that a client reaches it whatever network it is cut from.</summary>
internal sealed class Silo : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string[] _command;
    private readonly Dictionary<string, string> _environment;
    private readonly List<string> _output = [];
    private Process? _process;

    public Silo(int number, string folder, string database, string databaseSocket, string key, string[] wrapper, string address, Dictionary<string, string>? environment = null, int? siloPort = null)
    {
        _folder = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}"));
        Database = new DatabaseLink(_folder, databaseSocket);
        Number = number;
        SiloPort = siloPort ?? Ports.Free();
        _environment = environment ?? [];
        _command =
        [
            .. wrapper, "dotnet", Path.Combine(AppContext.BaseDirectory, "EnrolmentService.dll"), "--urls", $"http://unix:{HttpSocket}",
            $"--Service:Database=Host={_folder};Database={database};Username=postgres;Maximum Pool Size=12;Timeout=3;Command Timeout=4", "--cluster", "campaign",
            $"--Service:Cluster:Address={address}", string.Create(CultureInfo.InvariantCulture, $"--Service:Cluster:SiloPort={SiloPort}"), "--Service:RequestTimeout=00:00:05",
        ];
        Client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, MaxConnectionsPerServer = 200 }) { BaseAddress = new Uri("http://localhost/"), Timeout = TimeSpan.FromSeconds(8) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public int Number { get; }

    public int SiloPort { get; }

    public DatabaseLink Database { get; }

    public HttpClient Client { get; }

    private string HttpSocket => Path.Combine(_folder, "http");

    public async Task StartAsync()
    {
        File.Delete(HttpSocket);
        var start = new ProcessStartInfo(_command[0], _command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach ((string name, string value) in _environment)
            start.Environment[name] = value;
        _process?.Dispose();
        _process = Process.Start(start)!;
        foreach (Action<DataReceivedEventHandler> listen in (Action<DataReceivedEventHandler>[])[handler => _process.OutputDataReceived += handler, handler => _process.ErrorDataReceived += handler])
            listen((_, line) => Keep(line.Data));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(50))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"Silo {Number} ended with {_process.ExitCode}:\n{Output}");
            try
            {
                using HttpResponseMessage ready = await Client.GetAsync(new Uri("health/ready", UriKind.Relative));
                if (ready.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or SocketException)
            {
                // Not yet.
            }
        }

        throw new InvalidOperationException($"Silo {Number} did not become ready:\n{Output}");
    }

    /// <summary>Starts it where it cannot start; gives how it ended, and all that it wrote to standard error.</summary>
    public async Task<(int Status, string Errors)> FailToStartAsync()
    {
        ProgramRun run = await ProgramRun.OfAsync(_command[0], _command[1..]);
        return (run.ExitStatus, run.Errors);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the end of it.</summary>
    public async Task StopAsync()
    {
        await Signals.SendAsync(_process!.Id, "TERM");
        await _process.WaitForExitAsync();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output.TakeLast(60));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        Client.Dispose();
        await Database.DisposeAsync();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(HttpSocket), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
