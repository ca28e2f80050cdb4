using System.Globalization;

namespace Vpp.Lifecycle.Tool.Dwelling;

/// <summary>Durations for people: the two largest units that there are, what is smaller cut off.</summary>
internal static class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("min", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)), ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>"3 d 4 h", "12 min", "0 s"; a dash for none.</summary>
    internal static string Words(TimeSpan? duration)
    {
        if (duration is not { } rest)
            return "–";
        int first = Array.FindIndex(Units, unit => rest >= unit.Length);
        if (first < 0)
            return rest == TimeSpan.Zero ? "0 s" : "< 1 ms";
        var words = new List<string>();
        foreach ((string unit, TimeSpan length) in Units.Skip(first).Take(2))
        {
            long count = rest.Ticks / length.Ticks;
            rest -= length * count;
            if (count > 0)
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}"));
        }

        return string.Join(' ', words);
    }
}
