using System.Buffers;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Many participations as newline-delimited JSON: one resource a line, each line ended by a line feed. The quickest way to export a great
/// number of them.
/// </summary>
/// <remarks>Thread-safe, as long as each thread has an output of its own. Source: "Retrieve a VPP participation".</remarks>
public static class ParticipationLines
{
    private const int ReadAheadAtOnce = 64;

    /// <summary>Appends the lines of participations, in their order; only what JSON itself requires is escaped.</summary>
    /// <param name="output">Where the UTF-8 bytes go.</param>
    /// <param name="participations">The participations.</param>
    /// <param name="asOf">The time that the resources are made for (R10).</param>
    /// <param name="messages">The language of the timelines' descriptions; English when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    /// <exception cref="ArgumentException">One of the participations is null; nothing is written.</exception>
    public static void Write(
        IBufferWriter<byte> output, ReadOnlySpan<Participation> participations, DateTimeOffset asOf, MessageCatalogue? messages = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (participations.Contains(null!))
            throw new ArgumentException($"participations[{participations.IndexOf((Participation)null!)}] is null.", nameof(participations));

        var visits = new Visit?[Math.Min(ReadAheadAtOnce, participations.Length)];
        using var writer = new Utf8JsonWriter(output, JsonOutput.Options);
        for (; participations.Length > 0; participations = participations[Math.Min(ReadAheadAtOnce, participations.Length)..])
        {
            ReadOnlySpan<Participation> some = participations[..Math.Min(ReadAheadAtOnce, participations.Length)];
            ReadAhead(some, visits);
            foreach (Participation participation in some)
            {
                ParticipationResource.Write(writer, participation, asOf, messages);
                writer.Flush();
                writer.Reset();
                output.Write("\n"u8);
            }
        }
    }

    /// <summary>
    /// Reads the visits of all, one step back in each at a time. A visit tells where in memory the one before it is, so that going back
    /// through a single past waits for memory at every step; through many at once it waits for all of them together.
    /// </summary>
    private static void ReadAhead(ReadOnlySpan<Participation> participations, Visit?[] visits)
    {
        for (int index = 0; index < participations.Length; index++)
            visits[index] = participations[index].CurrentVisit;
        bool goesOn = true;
        while (goesOn)
        {
            goesOn = false;
            foreach (ref Visit? visit in visits.AsSpan(0, participations.Length))
            {
                visit = visit?.Previous;
                goesOn |= visit is not null;
            }
        }
    }
}
