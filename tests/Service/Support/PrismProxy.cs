using System.Diagnostics;
using System.Globalization;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Prism before a service: an answer that the document does not describe becomes a 500. Requests are let through as they are, the unhappy ones too.</summary>
internal sealed class PrismProxy : IAsyncDisposable
{
    private readonly ScratchFolder _folder;
    private readonly Process _process;

    private PrismProxy(Process process, Uri address, ScratchFolder folder)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<PrismProxy> StartAsync(Uri service, string document)
    {
        var folder = new ScratchFolder();
        string port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["proxy", await folder.WriteAsync("openapi.json", document), service.ToString(), "--errors", "--validate-request", "false", "--port", port];
        var process = Process.Start(new ProcessStartInfo(Contract.PathOf("prism"), arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Prism is listening", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new PrismProxy(process, new Uri($"http://127.0.0.1:{port}/"), folder);
            }
        }

        throw new InvalidOperationException($"Prism ended with {process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
