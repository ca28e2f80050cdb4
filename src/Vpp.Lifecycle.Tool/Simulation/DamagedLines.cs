using System.Text;

namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>Lines as they should not be.</summary>
internal sealed class DamagedLines(EventLog log)
{
    private const int Kinds = 10;

    /// <summary>An event about a participation that was never requested.</summary>
    internal byte[] Stranger(in SimulatedEvent happened, int number) =>
        Utf8(log.LineOf(happened).Replace(log.Identities.Participation(happened.Participation), log.Identities.Stranger(number), StringComparison.Ordinal));

    /// <summary>One of the ways in which lines are spoilt between a sender and a log.</summary>
    internal byte[] Damage(in SimulatedEvent happened, ref SplitMix64 chance)
    {
        string line = log.LineOf(happened);
        string time = $"\"{line.Split('"')[7]}\"";
        string name = $"\"{line.Split('"')[11]}\"";
        return chance.Below(Kinds) switch
        {
            0 => Utf8(line)[..(1 + (int)chance.Below(line.Length - 2))],
            1 => Utf8(line + line),
            2 => [.. Utf8(line[..^1]), .. ",\"note\":\"Z"u8, 0xE4, .. "hler\"}"u8],
            3 => Utf8(line.Replace(time, $"{time},\"occurred_at\":{time}", StringComparison.Ordinal)),
            4 => Utf8($"[{line}]"),
            5 => Utf8(line.Replace(name, "\"DEVICE_REBOOTED\"", StringComparison.Ordinal)),
            6 => Utf8(line.Replace($"\"occurred_at\":{time},", "", StringComparison.Ordinal)),
            7 => Utf8(line.Replace(time, time.Replace("Z", "", StringComparison.Ordinal), StringComparison.Ordinal)),
            8 => Utf8(line.Replace(time, $"{new DateTimeOffset(EventLog.TimeOf(happened)).ToUnixTimeMilliseconds()}", StringComparison.Ordinal)),
            _ => [],
        };
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
