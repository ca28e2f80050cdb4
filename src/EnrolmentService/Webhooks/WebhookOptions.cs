using System.ComponentModel.DataAnnotations;

namespace EnrolmentService.Webhooks;

/// <summary>The settings of webhooks, section "Service:Webhooks".</summary>
internal sealed class WebhookOptions
{
    /// <summary>Whether addresses may be <c>http</c>.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Whether receivers may have addresses of private networks, of this machine and the like.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>A key of 32 bytes in Base64 that secrets are encrypted with in the database; left out, they are kept as they are.</summary>
    public string? SecretsKey { get; set; }

    /// <summary>Keys that secrets were encrypted with before; they are encrypted anew when they are next written.</summary>
    public IReadOnlyList<string> FormerSecretsKeys { get; set; } = [];

    /// <summary>How many endpoints an account has at most, in each mode.</summary>
    [Range(1, 1_000)]
    public int EndpointsPerAccount { get; set; } = 50;

    /// <summary>How many deliveries an instance has under way at a time.</summary>
    [Range(2, 10_000)]
    public int Concurrency { get; set; } = 512;

    /// <summary>How many of one endpoint's deliveries an instance has under way at a time.</summary>
    [Range(1, 1_000)]
    public int ConcurrencyPerEndpoint { get; set; } = 32;

    /// <summary>How long a receiver has for its answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often an instance looks for deliveries that have fallen due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Polling { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long deliveries are kept, with what was sent and how it went: four days at least, since the tries of one take three.</summary>
    [Range(typeof(TimeSpan), "4.00:00:00", "365.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan DeliveriesKeptFor { get; set; } = TimeSpan.FromDays(7);
}
