using System.Diagnostics;

namespace Vpp.Lifecycle.Benchmarks.Cluster;

/// <summary>Processor time used until now by this process and by PostgreSQL's.</summary>
internal readonly record struct Processors(TimeSpan Silos, TimeSpan Postgres)
{
    public static Processors Now()
    {
        TimeSpan postgres = TimeSpan.Zero;
        foreach (Process process in Process.GetProcessesByName("postgres"))
        {
            using (process)
            {
                try
                {
                    postgres += process.TotalProcessorTime;
                }
                catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
                {
                    // It has ended since.
                }
            }
        }

        using var self = Process.GetCurrentProcess();
        return new Processors(self.TotalProcessorTime, postgres);
    }

    public Processors Since(Processors before) => new(Silos - before.Silos, Postgres - before.Postgres);
}
