using System.Diagnostics;
using System.Globalization;

namespace Vpp.Lifecycle.Benchmarks.Cluster;

/// <summary>Processor time used until now by this process, and by PostgreSQL's connections to some databases on this machine.</summary>
internal readonly record struct Processors(TimeSpan Silos, TimeSpan Postgres)
{
    // The kernel counts in hundredths of a second.
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;
    private const int SystemTime = 12;

    public static Processors Now(params string[] databases)
    {
        double ticks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                // "postgres: user database [local] idle"
                string command = File.ReadAllText(Path.Combine(folder, "cmdline"));
                if (!command.StartsWith("postgres: ", StringComparison.Ordinal) || !databases.Any(database => command.Contains($" {database} ", StringComparison.Ordinal)))
                    continue;
                string stat = File.ReadAllText(Path.Combine(folder, "stat"));
                string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                ticks += long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[SystemTime], CultureInfo.InvariantCulture);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It has ended since.
            }
        }

        using var self = Process.GetCurrentProcess();
        return new Processors(self.TotalProcessorTime, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    public Processors Since(Processors before) => new(Silos - before.Silos, Postgres - before.Postgres);
}
