using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Verification.Sql;

/// <summary>The exported script and what is put around it to run it.</summary>
internal static class SqlScript
{
    internal const string CreateParticipation =
        "CREATE TABLE participation (id INTEGER NOT NULL PRIMARY KEY, code SMALLINT NOT NULL, trigger_name VARCHAR(32), outcome VARCHAR(12));\n";

    internal const string SelectParticipations = "SELECT code, outcome FROM participation ORDER BY id;\n";

    internal static readonly string Export = SqlExport.Write();

    /// <summary>The statement that the script gives in a comment, as its readers will run it.</summary>
    internal static readonly string Update = string.Concat(Export
        .Split('\n')
        .SkipWhile(line => !line.StartsWith("-- UPDATE", StringComparison.Ordinal))
        .Where(line => line.Length > 0)
        .Select(line => line[3..] + "\n"));

    internal static string Insert(IEnumerable<(Configuration Configuration, Trigger Trigger)> pairs) =>
        string.Concat(pairs.Select((pair, id) =>
            $"INSERT INTO participation (id, code, trigger_name) VALUES ({id}, {pair.Configuration.Code}, '{pair.Trigger.ToWireName()}');\n"));

    /// <summary>How many of the rows selected differ from what the fleet evaluator says.</summary>
    internal static int CountDisagreements(Configuration[] configurations, Trigger[] triggers, string selected)
    {
        var steps = new Step[configurations.Length];
        Fleet.Evaluate(configurations, triggers, steps);
        string[] rows = selected.TrimEnd('\n').Split('\n');
        Assert.Equal(steps.Length, rows.Length);
        return steps.Zip(rows).Count(pair => pair.Second != $"{pair.First.Next.Code}|{pair.First.Outcome.ToWireName()}");
    }
}
