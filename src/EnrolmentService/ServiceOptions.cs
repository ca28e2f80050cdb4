using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Vpp.Lifecycle;

namespace EnrolmentService;

/// <summary>The settings, section "Service". Environment variables are spelt <c>Service__Database</c> and so on.</summary>
internal sealed class ServiceOptions
{
    private const string Shortest = "00:00:00.010";
    private const string Longest = "365.00:00:00";
    private const double MostDays = 36_500;

    /// <summary>The connection string: <c>Data Source=FILE</c> is SQLite, <c>Host=…</c> PostgreSQL.</summary>
    [Required]
    public string Database { get; set; } = "Data Source=enrolment.db";

    /// <summary>Whether an empty database is filled with demo data at start; by default in Development only.</summary>
    public bool? DemoData { get; set; }

    /// <summary>How many requests are worked on at a time; as many again wait, the rest is answered 503.</summary>
    [Range(1, 100_000)]
    public int ConcurrentRequests { get; set; } = 256;

    /// <summary>How many of one account's requests are worked on at a time, as many as ConcurrentRequests wait; by default a quarter of ConcurrentRequests.</summary>
    [Range(1, 100_000)]
    public int? ConcurrentRequestsPerAccount { get; set; }

    /// <summary>How long a request may take, with the time that its body takes and that it waits for its turn.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a bulk request may take.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan BulkTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many participations a bulk request writes in one transaction.</summary>
    [Range(1, 100_000)]
    public int BulkBatch { get; set; } = 5_000;

    /// <summary>How many participations an instance remembers, some 5 KB each, so that a write need not read first; 0 for none.</summary>
    [Range(0, 10_000_000)]
    public int RememberedParticipations { get; set; } = 16_384;

    /// <summary>How often the deadline worker looks for what has fallen due.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan DeadlinePolling { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an Idempotency-Key is remembered.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdempotencyKeptFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long the feed of events is kept.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan FeedKeptFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many of one account's requests wait for events at a time.</summary>
    [Range(1, 10_000)]
    public int EventWaitersPerAccount { get; set; } = 64;

    /// <summary>How many bytes a file may have that is imported over HTTP; it is kept in the temporary folder while it is imported.</summary>
    [Range(1L << 10, 1L << 40)]
    public long LargestImport { get; set; } = 1L << 30;

    /// <summary>How long a link to a status page works, from the day it is given out.</summary>
    [Range(1, 3650)]
    public int StatusLinkDays { get; set; } = 30;

    /// <summary>How long an operator stays signed in.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan OperatorSession { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How often one may try to sign in to the operator's pages in a minute, from one address; from all together ten times as often.</summary>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 10;

    /// <summary>How far ahead of this service's clock an event may say that it occurred.</summary>
    [Range(typeof(TimeSpan), "0", Longest, ParseLimitsInInvariantCulture = true)]
    public TimeSpan EventsAhead { get; set; } = TimeSpan.FromHours(24);

    /// <summary>An address of its own at which Prometheus finds <c>/metrics</c>, such as <c>http://localhost:9464</c>; left out, there is none.</summary>
    public string? PrometheusUrl { get; set; }

    /// <summary>The time zone that pages tell times in, as the IANA database names it, such as <c>Europe/Berlin</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Expected dwell times in days, by state's wire name: they date the timeline's future.</summary>
    public Dictionary<string, double> DwellDays { get; set; } = [];

    public TimerOptions Timers { get; set; } = new();

    public DwellTimes ToDwellTimes() => DwellTimes.From(DwellDays.ToDictionary(
        pair => WireNames.TryParse(pair.Key, out ParticipationState state)
            ? state
            : throw new ValidationException($"Service:DwellDays names {pair.Key}. Allowed: {string.Join(", ", LifecycleSpecification.States)}."),
        pair => pair.Value is >= 0 and <= MostDays ? TimeSpan.FromDays(pair.Value) : throw new ValidationException(
            string.Create(CultureInfo.InvariantCulture, $"Service:DwellDays:{pair.Key} is {pair.Value}. Allowed: from zero to {MostDays}."))));

    public TimeZoneInfo ToTimeZone() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out TimeZoneInfo? zone)
        ? zone
        : throw new ValidationException($"Service:TimeZone names {TimeZone}, which this machine does not know. Allowed: a name of the IANA database, such as Europe/Berlin.");
}
