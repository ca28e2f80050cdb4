namespace Vpp.Lifecycle.Hosting.Sql;

/// <summary>A query's condition on whose rows it reads, and the values of its parameters.</summary>
internal sealed class ScopeClause
{
    private readonly List<object?> _values;

    /// <param name="values">The values of the query's own parameters; those of the scope follow.</param>
    /// <param name="within">The scope; null for everyone's.</param>
    public ScopeClause(IEnumerable<object?> values, ParticipationScope? within)
    {
        _values = [.. values];
        if (within is null)
            return;
        // Written so that an index serves both: an equality with NULL is none.
        Sql = within.AccountId is null
            ? $" AND account_id IS NULL AND live_mode = {Add(within.LiveMode ? 1 : 0)}"
            : $" AND account_id = {Add(within.AccountId)} AND live_mode = {Add(within.LiveMode ? 1 : 0)}";
    }

    /// <summary>The condition, beginning with AND; empty for everyone's.</summary>
    public string Sql { get; } = "";

    public IReadOnlyList<object?> Values => _values;

    /// <summary>Adds a value, and gives its parameter.</summary>
    public string Add(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_values.Count}");
    }
}
