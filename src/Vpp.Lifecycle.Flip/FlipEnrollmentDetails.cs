using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// What an enrollment shows beside the participation: the host's own records. Immutable; compares by value; safe to share between
/// threads.
/// </summary>
public sealed record FlipEnrollmentDetails
{
    private readonly FlipSite? _site;
    private readonly ValueList<FlipDevice> _devices = ValueList<FlipDevice>.Empty;
    private readonly ValueList<FlipProgramFact> _programSpecificAttributes = ValueList<FlipProgramFact>.Empty;
    private readonly long _updatedAt = UtcTime.None;

    /// <summary>The site that is enrolled. A missing one is an <see cref="ArgumentNullException"/>.</summary>
    public required FlipSite Site
    {
        get => _site!;
        init => _site = Present(value);
    }

    /// <summary>The devices there; often one.</summary>
    /// <remarks>Copied. A missing list is an <see cref="ArgumentNullException"/>, a missing element an <see cref="ArgumentException"/>.</remarks>
    public IReadOnlyList<FlipDevice> Devices
    {
        get => _devices;
        init => _devices = ValueList<FlipDevice>.Copy(value, nameof(Devices));
    }

    /// <summary>The facts that only the program knows; often none.</summary>
    /// <remarks>Copied. A missing list is an <see cref="ArgumentNullException"/>, a missing element an <see cref="ArgumentException"/>.</remarks>
    public IReadOnlyList<FlipProgramFact> ProgramSpecificAttributes
    {
        get => _programSpecificAttributes;
        init => _programSpecificAttributes = ValueList<FlipProgramFact>.Copy(value, nameof(ProgramSpecificAttributes));
    }

    /// <summary>
    /// When the host last changed something that is shown and that the participation knows nothing of: groups, the operator's text. In
    /// UTC; null when it never did. The enrollment shows this or the participation's own time, whichever is later.
    /// </summary>
    public DateTimeOffset? UpdatedAt
    {
        get => UtcTime.FromTicksOrNone(_updatedAt);
        init => _updatedAt = UtcTime.TicksOrNone(value);
    }

    /// <summary>The members and their values, the same under every culture.</summary>
    public override string ToString()
    {
        string updatedAt = _updatedAt == UtcTime.None ? "" : UtcTime.ToText(_updatedAt);
        return $"{nameof(FlipEnrollmentDetails)} {{ {nameof(Site)} = {Site}, {nameof(Devices)} = {Devices}, {nameof(ProgramSpecificAttributes)} = {ProgramSpecificAttributes}, {nameof(UpdatedAt)} = {updatedAt} }}";
    }

    private static FlipSite Present(FlipSite? value, [CallerMemberName] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
