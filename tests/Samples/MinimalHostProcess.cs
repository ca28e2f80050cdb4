using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Samples;

/// <summary>The minimal host as it is run: a process of its own on a free loopback port, with a database of its own.</summary>
internal sealed class MinimalHostProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vpp-minimal-");
    private readonly Process _process;
    private readonly HttpClient _client;

    private MinimalHostProcess(string[] settings)
    {
        string address = $"http://127.0.0.1:{FreePort()}";
        _process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [SampleBuild.PathOf("MinimalHost"), "--urls", address, "--Database", Path.Combine(_folder.FullName, "participations.db"), "--DeadlinePolling", "00:00:00.1", .. settings])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
        })!;
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public static async Task<MinimalHostProcess> StartAsync(params string[] settings)
    {
        var host = new MinimalHostProcess(settings);
        while (await host._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                _ = host._process.StandardOutput.ReadToEndAsync();
                return host;
            }
        }

        await host.DisposeAsync();
        throw new InvalidOperationException("The host did not start.");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (language is not null)
            request.Headers.Add("Accept-Language", language);
        return await SendAsync(request);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await _client.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
