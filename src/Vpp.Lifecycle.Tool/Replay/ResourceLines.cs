using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Writes participations as resources, one a line.</summary>
internal static class ResourceLines
{
    private const int ReportEvery = 1024;

    internal static void Write(ReadOnlySpan<Participation> participations, DateTimeOffset asOf, Stream stream, ProgressReport report)
    {
        using var lines = new JsonLines(stream);
        for (int number = 0; number < participations.Length; number++)
        {
            ParticipationResource.Write(lines.Writer, participations[number], asOf);
            lines.EndLine();
            if (number % ReportEvery == 0)
                report(number, participations.Length);
        }

        lines.Flush();
    }
}
