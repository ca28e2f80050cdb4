namespace Vpp.Lifecycle;

/// <summary>The place in the specification that a rule is taken from.</summary>
internal readonly record struct Citation
{
    private readonly string _text;
    private readonly bool _isRow;
    private readonly string? _from;

    private Citation(string text, bool isRow, string? from)
    {
        _text = text;
        _isRow = isRow;
        _from = from;
    }

    /// <summary>A row of the states page; <paramref name="from"/> where its first column does not name a single state.</summary>
    internal static Citation Row(string condition, string? from = null) => new(condition, isRow: true, from);

    /// <summary>A decided reading, by number.</summary>
    internal static Citation Reading(int number) => new($"R{number}", isRow: false, from: null);

    internal string For(ParticipationState state) => _isRow ? $"states page, row {_from ?? state.ToWireName()} / {_text}" : _text;
}
