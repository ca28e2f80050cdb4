namespace EnrolmentService.Webhooks;

/// <summary>When a delivery that has failed is tried again.</summary>
internal static class RetrySchedule
{
    /// <summary>How far a waiting time is drawn from the schedule's, to either side: receivers that come back are not met by everything at once.</summary>
    public const double Jitter = 0.1;

    /// <summary>The longest time that a receiver can ask for by <c>Retry-After</c>.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    /// <summary>After how long without a success an endpoint is disabled.</summary>
    public static readonly TimeSpan LongestFailing = TimeSpan.FromDays(3);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How many tries a delivery has.</summary>
    public static int Tries => Waits.Length;

    /// <summary>How long to wait after a number of tries for the next; null when that was the last.</summary>
    /// <param name="tries">The number of tries so far, from 1.</param>
    /// <param name="asked">How long the receiver asked to be left alone; null when it did not.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan? WaitAfter(int tries, TimeSpan? asked, double chance)
    {
        if (tries >= Waits.Length)
            return null;
        TimeSpan drawn = Waits[tries] * (1 - Jitter + (2 * Jitter * chance));
        TimeSpan least = asked is { } time && time > LongestAsked ? LongestAsked : asked ?? TimeSpan.Zero;
        return drawn > least ? drawn : least;
    }
}
