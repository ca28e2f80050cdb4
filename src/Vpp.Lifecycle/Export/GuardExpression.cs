namespace Vpp.Lifecycle.Export;

/// <summary>A guard as an expression over the facts' identifiers, in the operators that ECMAScript and Promela share.</summary>
internal static class GuardExpression
{
    internal static string Of(Guard guard)
    {
        IEnumerable<string> terms = FactName.Of(guard.AllOf).Select(fact => fact.Identifier)
            .Concat(FactName.Of(guard.NoneOf).Select(fact => "!" + fact.Identifier));
        if (guard.AnyOf != LifecycleFacts.None)
            terms = terms.Append(Any(guard.AnyOf));
        return string.Join(" && ", terms);
    }

    /// <summary>Whether at least one of some facts holds.</summary>
    internal static string Any(LifecycleFacts facts) => $"({string.Join(" || ", FactName.Of(facts).Select(fact => fact.Identifier))})";
}
