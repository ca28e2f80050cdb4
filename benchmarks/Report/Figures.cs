using System.Globalization;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>How figures are written: three digits and a unit that fits.</summary>
internal static class Figures
{
    internal static string Time(double nanoseconds) => nanoseconds switch
    {
        >= 1e6 => $"{Digits(nanoseconds / 1e6)} ms",
        >= 1e3 => $"{Digits(nanoseconds / 1e3)} µs",
        _ => $"{Digits(nanoseconds)} ns",
    };

    internal static string Ratio(double ratio) => $"{Digits(ratio)} ×";

    internal static string Bytes(double bytes) => $"{bytes.ToString("#,0", CultureInfo.InvariantCulture)} B";

    /// <summary>A size, in the powers of two that fleets are measured in or as it is.</summary>
    internal static string Size(long size) => size switch
    {
        _ when size >= 1 << 30 && size % (1 << 30) == 0 => $"{size >> 30} G",
        _ when size >= 1 << 20 && size % (1 << 20) == 0 => $"{size >> 20} M",
        _ when size >= 1 << 10 && size % (1 << 10) == 0 => $"{size >> 10} K",
        _ => size.ToString("#,0", CultureInfo.InvariantCulture),
    };

    /// <summary>At least three significant digits, and no more decimals than these take.</summary>
    internal static string Digits(double value)
    {
        int decimals = value <= 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 0, 4);
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
