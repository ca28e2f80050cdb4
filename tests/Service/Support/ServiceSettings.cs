namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>How to start a service.</summary>
internal sealed record ServiceSettings(string Database)
{
    /// <summary>More settings, such as <c>--Service:DeadlinePolling=00:00:00.1</c>.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>The cluster that it is a silo of; null where it is a process for itself.</summary>
    public string? Cluster { get; init; }

    /// <summary>Databases beside the first, by name, over which a cluster's participations are spread.</summary>
    public IReadOnlyDictionary<string, string> Databases { get; init; } = new Dictionary<string, string>();

    /// <summary>A program that runs the service, such as strace.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>The program: the service, or another that hosts it.</summary>
    public string Program { get; init; } = "EnrolmentService.dll";

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production" };

    public IEnumerable<string> Arguments => [$"--Service:Database={Database}", .. Databases.Select(other => $"--Service:Cluster:Databases:{other.Key}={other.Value}"), .. More];
}
