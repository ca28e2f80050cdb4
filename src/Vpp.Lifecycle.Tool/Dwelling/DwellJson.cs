using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Tool.Dwelling;

/// <summary>Dwell statistics for programs.</summary>
internal static class DwellJson
{
    internal static string Write(DwellStatistics statistics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("states");
            foreach (StateDwell state in statistics.States)
                Write(json, state);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) + "\n";
    }

    private static void Write(Utf8JsonWriter json, StateDwell state)
    {
        json.WriteStartObject();
        json.WriteString("state", state.State.ToWireName());
        json.WriteNumber("visits", state.Visits);
        json.WriteNumber("still_there", state.StillThere);
        json.WriteString("median", Text(state.Median));
        json.WriteString("p90", Text(state.P90));
        json.WriteString("p99", Text(state.P99));
        json.WriteString("longest", Text(state.Longest));
        json.WriteEndObject();
    }

    private static string? Text(TimeSpan? duration) => duration?.ToString("c");
}
