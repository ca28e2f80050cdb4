using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// The stored form of a participation: all of it, in versioned JSON. Reading gives back the same value, and only a value that the
/// lifecycle can have come to: every invariant is checked, and the one that is broken is named.
/// </summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. Snapshots written by this version are read by every later one. Checked
/// are: the visits are a walk of the lifecycle that begins in ENROLMENT_REQUESTED; visits of SUSPENDED have reasons and others none;
/// current state, suspension reasons, meter access and recorded facts belong together and to the walk; time created is when the first
/// state was entered, and time updated no earlier than any entering; a telemetry sighting and a consent are there where the walk needs
/// them, no earlier than the state they led to, and not where nothing can have recorded them; expected dates are those, and only those,
/// that the dwell times foresaw (R14). Entering times need not ascend (R15). Where earlier visits are only counted, they are a way in which a
/// participation can have begun and come to the first visit listed, and all of the above is checked as far as what is left can tell.
/// </remarks>
[JsonConverter(typeof(ParticipationSnapshotConverter))]
public sealed class ParticipationSnapshot : IEquatable<ParticipationSnapshot>
{
    /// <summary>
    /// The latest version there is: that of participations that have only their latest visits (<see cref="Participation.WithLatestVisits"/>).
    /// All others are written in version 1, which earlier releases read.
    /// </summary>
    internal const int CurrentVersion = 2;

    internal const int WholePastVersion = 1;

    private readonly Participation _participation;

    internal ParticipationSnapshot(Participation participation, string? specification)
    {
        _participation = participation;
        Specification = specification;
    }

    /// <summary>
    /// The hash of the machine under which the snapshot was written, as <see cref="SpecificationHash.Current"/> says it; null where an older version
    /// wrote none. Another than the current one is no fault: whether what is stored holds under both is for <c>vpp-lifecycle spec diff</c> to say (R33).
    /// </summary>
    public string? Specification { get; }

    /// <summary>The stored form of a participation.</summary>
    /// <param name="participation">The participation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public static ParticipationSnapshot From(Participation participation)
    {
        ArgumentNullException.ThrowIfNull(participation);
        return new ParticipationSnapshot(participation, SpecificationHash.Current);
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The text is no snapshot, or one of a participation that cannot be; the exception says why.</exception>
    public static ParticipationSnapshot Parse(string json) => JsonInput.Parse(json, SnapshotReader.Read);

    /// <summary>As <see cref="Parse(string)"/>, from UTF-8.</summary>
    /// <param name="utf8Json">One JSON object; a byte order mark before it is skipped.</param>
    /// <exception cref="LifecycleJsonException">The text is no snapshot, or one of a participation that cannot be; the exception says why.</exception>
    public static ParticipationSnapshot Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, SnapshotReader.Read);

    /// <summary>The participation, equal to the one that the snapshot was made of.</summary>
    public Participation ToParticipation() => _participation;

    /// <summary>Writes the snapshot.</summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        SnapshotWriter.Write(writer, this);
    }

    /// <summary>The snapshot as JSON text on one line; only what JSON itself requires is escaped.</summary>
    public string ToJson() => JsonOutput.ToJson(this, SnapshotWriter.Write, JsonOutput.DocumentLength);

    /// <summary>The snapshot as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    public byte[] ToUtf8Bytes() => JsonOutput.ToUtf8Bytes(this, SnapshotWriter.Write, JsonOutput.DocumentLength);

    /// <inheritdoc/>
    public bool Equals(ParticipationSnapshot? other) => other is not null && Specification == other.Specification && _participation == other._participation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParticipationSnapshot);

    /// <inheritdoc/>
    public override int GetHashCode() => _participation.GetHashCode();

    /// <summary>The participation's identifier and configuration.</summary>
    public override string ToString() => _participation.ToString();

    /// <summary>Whether two snapshots are the same.</summary>
    /// <param name="left">One snapshot.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ParticipationSnapshot? left, ParticipationSnapshot? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two snapshots differ.</summary>
    /// <param name="left">One snapshot.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ParticipationSnapshot? left, ParticipationSnapshot? right) => !(left == right);
}
