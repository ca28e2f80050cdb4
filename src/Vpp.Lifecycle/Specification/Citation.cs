namespace Vpp.Lifecycle;

/// <summary>The place in the specification that a rule is taken from.</summary>
internal readonly record struct Citation
{
    private readonly string? _condition;
    private readonly string? _from;
    private readonly int _reading;

    private Citation(string? condition, string? from, int reading)
    {
        _condition = condition;
        _from = from;
        _reading = reading;
    }

    /// <summary>A row of the states page; <paramref name="from"/> where its first column does not name a single state.</summary>
    internal static Citation Row(string condition, string? from = null) => new(condition, from, reading: 0);

    /// <summary>A decided reading, by number.</summary>
    internal static Citation Reading(int number) => new(condition: null, from: null, number);

    /// <summary>The citation in words, for a rule of a state.</summary>
    internal string For(ParticipationState state) =>
        _condition is null ? $"R{_reading}" : $"states page, row {_from ?? state.ToWireName()} / {_condition}";
}
