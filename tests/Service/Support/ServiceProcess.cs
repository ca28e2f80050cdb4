using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>The service as it is run: a process of its own on a free loopback port.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly List<string> _output = [];
    private readonly ServiceSettings _settings;
    private Process _process;

    private ServiceProcess(Process process, ServiceSettings settings, int port)
    {
        _process = process;
        _settings = settings;
        Port = port;
        Address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
    }

    public int Port { get; }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    public static async Task<ServiceProcess> StartAsync(ServiceSettings settings)
    {
        int port = Ports.Free();
        var service = new ServiceProcess(Launch(settings, port), settings, port);
        service.Listen();
        await service.WaitUntilReadyAsync();
        return service;
    }

    /// <summary>Runs a command of the service, such as <c>import</c>, to its end.</summary>
    public static async Task<string> RunAsync(ServiceSettings settings, params string[] command) =>
        (await ProgramRun.SucceedingAsync("dotnet", [Assembly(settings), .. command, .. settings.Arguments], environment: settings.Environment)).Output;

    /// <summary>The same for a command that may fail.</summary>
    public static Task<ProgramRun> TryAsync(ServiceSettings settings, params string[] command) =>
        ProgramRun.OfAsync("dotnet", [Assembly(settings), .. command, .. settings.Arguments], environment: settings.Environment);

    /// <summary>Imports a directory and gives the keys by their labels.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ImportAsync(ServiceSettings settings, object directory)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(directory));
        string output = await RunAsync(settings, "import", file);
        File.Delete(file);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("label").GetString()!, line => line.GetProperty("key").GetString()!);
    }

    /// <summary>A client with a key; without one when the key is null.</summary>
    public ServiceClient Client(string? key) => new(Address, key);

    /// <summary>The first line with a text in it that it has written, or will write soon.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(25))
        {
            if (Output.Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
        }

        throw new InvalidOperationException($"The service did not write \"{text}\":\n{Output}");
    }

    /// <summary>As <c>kill -9</c>: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        // With whatever runs it and whatever it runs: strace would leave it behind.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the status it ended with.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public Task SignalAsync(string signal) => Signals.SendAsync(_process.Id, signal);

    /// <summary>Starts it again on the same port and database; the time until it was ready.</summary>
    public async Task<TimeSpan> RestartAsync()
    {
        var watch = Stopwatch.StartNew();
        _process.Dispose();
        _process = Launch(_settings, Port);
        Listen();
        await WaitUntilReadyAsync();
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static string Assembly(ServiceSettings settings) => Path.Combine(AppContext.BaseDirectory, settings.Program);

    private static string[] ClusterOf(ServiceSettings settings) =>
        settings.Cluster is null ? [] : ["--cluster", settings.Cluster, string.Create(CultureInfo.InvariantCulture, $"--Service:Cluster:SiloPort={Ports.Free()}")];

    private static Process Launch(ServiceSettings settings, int port)
    {
        string[] service = ["dotnet", Assembly(settings), "--urls", $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", .. settings.Arguments, .. ClusterOf(settings)];
        string[] command = [.. settings.Wrapper, .. service];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach ((string name, string? value) in settings.Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Add(string? line)
        {
            if (line is null)
                return;
            lock (_output)
                _output.Add(line);
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The service ended with {_process.ExitCode}:\n{Output}");
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri("health/ready", UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(25);
        }

        throw new InvalidOperationException($"The service did not become ready:\n{Output}");
    }
}
