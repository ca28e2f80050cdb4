using System.Text;

namespace Vpp.Lifecycle.Export;

/// <summary>
/// Writes the compiled table as standard SQL: a relation of the configurations and one of the steps between them, from which one
/// set-based UPDATE evaluates a whole table of participations in any SQL engine. Thread-safe.
/// </summary>
public static class SqlExport
{
    /// <summary>
    /// The script: two CREATE TABLE, their rows, and the UPDATE in a comment at its end. The same bytes on every machine, lines ended by
    /// <c>\n</c>.
    /// </summary>
    public static string Write()
    {
        var sql = new StringBuilder();
        WriteTables(sql);
        WriteConfigurations(sql);
        foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
            WriteSteps(sql, trigger.Trigger);
        return sql.Append(Update).ToString();
    }

    private static void WriteTables(StringBuilder sql)
    {
        sql.Append(Configurations);
        foreach (FactName fact in FactName.All)
            sql.Append($",\n  {fact.Identifier} SMALLINT NOT NULL CHECK ({fact.Identifier} IN (0, 1))");
        sql.Append("\n);\n").Append(Steps);
    }

    private static void WriteConfigurations(StringBuilder sql)
    {
        IEnumerable<string> rows = Configuration.All.Select(configuration =>
        {
            IEnumerable<string> facts = FactName.All.Select(fact => (configuration.Facts & fact.Fact) != 0 ? "1" : "0");
            return $"({configuration.Code}, {Text(configuration.State.ToWireName())}, {string.Join(", ", facts)})";
        });
        sql.Append("\nINSERT INTO lifecycle_configuration (\n  code, state,\n  ")
            .AppendJoin(",\n  ", FactName.All.Select(fact => fact.Identifier))
            .Append(")\nVALUES\n");
        WriteRows(sql, rows);
    }

    /// <remarks>One statement a trigger: engines differ in how many rows they take at once, and 51 are few enough for all of them.</remarks>
    private static void WriteSteps(StringBuilder sql, Trigger trigger)
    {
        IEnumerable<string> rows = Configuration.All.Select(configuration =>
        {
            Step step = TransitionTable.Next(configuration, trigger);
            return $"({configuration.Code}, {Text(trigger.ToWireName())}, {Text(step.Outcome.ToWireName())}, {step.Next.Code})";
        });
        sql.Append("\nINSERT INTO lifecycle_step (from_code, trigger_name, outcome, to_code)\nVALUES\n");
        WriteRows(sql, rows);
    }

    private static void WriteRows(StringBuilder sql, IEnumerable<string> rows) =>
        sql.Append("  ").AppendJoin(",\n  ", rows).Append(";\n");

    private static string Text(string value) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    private const string Configurations =
        """
        -- The lifecycle of a participation: every configuration, and what each trigger does to it.
        -- Codes are a stored format and never change their meaning.

        CREATE TABLE lifecycle_configuration (
          code SMALLINT NOT NULL PRIMARY KEY,
          state VARCHAR(32) NOT NULL
        """;

    private const string Steps =
        """

        CREATE TABLE lifecycle_step (
          from_code SMALLINT NOT NULL REFERENCES lifecycle_configuration (code),
          trigger_name VARCHAR(32) NOT NULL,
          outcome VARCHAR(12) NOT NULL CHECK (outcome IN ('TRANSITIONED', 'UPDATED', 'IGNORED', 'REJECTED')),
          to_code SMALLINT NOT NULL REFERENCES lifecycle_configuration (code),
          PRIMARY KEY (from_code, trigger_name)
        );

        """;

    private const string Update =
        """

        -- To evaluate a table of participations, each with the trigger that it is to receive:
        --
        -- UPDATE participation SET
        --   outcome = (SELECT step.outcome FROM lifecycle_step step
        --              WHERE step.from_code = participation.code AND step.trigger_name = participation.trigger_name),
        --   code    = (SELECT step.to_code FROM lifecycle_step step
        --              WHERE step.from_code = participation.code AND step.trigger_name = participation.trigger_name)
        -- WHERE trigger_name IS NOT NULL;

        """;
}
