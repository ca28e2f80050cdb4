namespace Vpp.Lifecycle.Hosting;

/// <summary>A statement on a host's own tables, with the values of its parameters $1, $2 and so on, which both databases know.</summary>
/// <param name="Sql">One statement.</param>
/// <param name="Values">The values in the order of the parameters: text, numbers, null. Times are best kept as UTC ticks, as the tables here do.</param>
public sealed record SqlStatement(string Sql, params IReadOnlyList<object?> Values);
