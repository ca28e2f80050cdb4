using System.Globalization;
using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Habits;

/// <summary>Hosts log values: a log must not depend on the culture of the thread that writes it.</summary>
public class CultureTests
{
    // Made by hand, since the tests run without the data of real cultures.
    private static readonly CultureInfo Foreign = new("")
    {
        NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "~" },
        DateTimeFormat = new DateTimeFormatInfo { ShortDatePattern = "~d~M~yy", LongTimePattern = "H~mm", TimeSeparator = "~" },
    };

    [Fact]
    public void What_a_value_says_of_itself_is_the_same_under_every_culture()
    {
        Assert.StartsWith("1~5 ~1~3~26", In(Foreign, () => $"{1.5m} {Given.Start}"), StringComparison.Ordinal);
        Faults.None(
            from value in Samples.All
            let here = In(CultureInfo.InvariantCulture, () => value.ToString()!)
            let there = In(Foreign, () => value.ToString()!)
            where here != there
            select $"{value.GetType().Name}: {here} and {there}");
    }

    [Fact]
    public void Values_with_times_and_amounts_say_them_in_full()
    {
        Participation suspended = LifecycleTimers.Default.Advance(Given.In(ParticipationState.Active), Given.Start.AddDays(2)).Participation;
        DwellTimes dwell = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.EnrolmentRequested] = TimeSpan.FromHours(1) });

        Assert.Equal("TELEMETRY_LOST at 2026-03-02T12:00:00.0000001Z", LifecycleTimers.Default.NextDue(Given.In(ParticipationState.Active)).ToString());
        Assert.Equal("SUSPENDED (AWAITING_TELEMETRY) IN_PROGRESS, entered 2026-03-02T12:00:00.0000001Z", suspended.Timeline.Current.ToString());
        Assert.Equal("AWAITING_CONSENT PENDING, expected 2026-03-01T10:00:00Z", Given.Requested(dwellTimes: dwell).Timeline[1].ToString());
        Assert.Equal("FlipDeviceConfiguration { ReservePercentage = 1.5 }", new FlipDeviceConfiguration { ReservePercentage = 1.5m }.ToString());
        Assert.Equal(
            "FlipDeviceAttributes { BatteryCapacityWh = 13500.5, BatteryPowerInputW = , BatteryPowerOutputW = 20 }",
            new FlipDeviceAttributes { BatteryCapacityWh = 13_500.5m, BatteryPowerOutputW = 20m }.ToString());
    }

    private static string In(CultureInfo culture, Func<string> text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
