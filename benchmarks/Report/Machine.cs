using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vpp.Lifecycle.Benchmarks.Report;

/// <summary>What the measures were taken on, and when.</summary>
public sealed record Machine(string Processor, int Cores, string VectorInstructions, string OperatingSystem, string Runtime, DateOnly Date)
{
    internal static Machine Here() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        string.Join(", ", new[] { ("SSSE3", Ssse3.IsSupported), ("AVX2", Avx2.IsSupported), ("AVX-512", Vector512.IsHardwareAccelerated), ("AVX-512 VBMI", Avx512Vbmi.IsSupported) }
            .Where(set => set.Item2).Select(set => set.Item1)),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        DateOnly.FromDateTime(DateTime.UtcNow));

    private static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 2)..] ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
