using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Benchmarks.Ratios;

/// <summary>Makes a log of mostly heartbeats: another log, and after it one of each of its participations, over and over.</summary>
internal static class HeartbeatLog
{
    private const int LinesAtOnce = 4096;

    // An odd number that has no divisor in common with the number of participations: the order of a round is no order of memory.
    private const int Stride = 611_953;

    /// <summary>Writes the log.</summary>
    /// <returns>How many events it has.</returns>
    internal static long Write(string log, string heartbeats, long atLeast)
    {
        File.Copy(log, heartbeats);
        byte[][] ids = [.. File.ReadLines(log).Where(line => line.Contains("\"ENROLMENT_REQUESTED\"", StringComparison.Ordinal)).Select(IdOf)];
        long events = File.ReadLines(log).LongCount();
        using var file = new FileStream(heartbeats, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var lines = new ArrayBufferWriter<byte>();
        DateTimeOffset at = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (; events < atLeast; at = at.AddHours(1))
        {
            byte[] rest = Encoding.UTF8.GetBytes($"\",\"occurred_at\":\"{at:yyyy-MM-dd'T'HH:mm:ss}Z\",\"event\":\"TELEMETRY_RECEIVED\"}}\n");
            for (int number = 0; number < ids.Length && events < atLeast; number++, events++)
            {
                lines.Write("{\"participation_id\":\""u8);
                lines.Write(ids[(int)((long)number * Stride % ids.Length)]);
                lines.Write(rest);
                if (number % LinesAtOnce == 0 || number == ids.Length - 1 || events == atLeast - 1)
                {
                    file.Write(lines.WrittenSpan);
                    lines.ResetWrittenCount();
                }
            }
        }

        return events;
    }

    private static byte[] IdOf(string request)
    {
        using JsonDocument line = JsonDocument.Parse(request);
        return Encoding.UTF8.GetBytes(line.RootElement.GetProperty("participation_id").GetString()!);
    }
}
