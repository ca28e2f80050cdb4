using System.Globalization;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public partial class SqlExportTests
{
    private static readonly string Sql = SqlExport.Write();

    [Fact]
    public void The_same_text_comes_every_time_and_ends_its_lines_with_a_line_feed()
    {
        Assert.Equal(Sql, SqlExport.Write());
        Assert.EndsWith(";\n", Sql, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Sql);
        Assert.All(Sql.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void The_steps_are_those_of_the_table()
    {
        IEnumerable<(int, Trigger, Outcome, int)> table = LifecycleSpecification.Triggers.SelectMany(trigger => Configuration.All.Select(configuration =>
        {
            Step step = TransitionTable.Next(configuration, trigger.Trigger);
            return ((int)configuration.Code, trigger.Trigger, step.Outcome, (int)step.Next.Code);
        }));
        IEnumerable<(int, Trigger, Outcome, int)> rows = StepRow().Matches(Sql).Select(row => (
            Number(row.Groups[1]),
            Enum.GetValues<Trigger>().Single(trigger => trigger.ToWireName() == row.Groups[2].Value),
            Enum.GetValues<Outcome>().Single(outcome => outcome.ToWireName() == row.Groups[3].Value),
            Number(row.Groups[4])));

        Assert.Equal(table, rows);
        Assert.Equal(1428, StepRow().Count(Sql));
    }

    [Fact]
    public void The_configurations_have_a_column_for_each_fact()
    {
        IEnumerable<string> expected = Configuration.All.Select(configuration => string.Join(", ",
        [
            $"{configuration.Code}",
            $"'{configuration.State.ToWireName()}'",
            Bit(configuration.MeterAccessOutstanding),
            .. SuspensionReasonSet.All.Select(reason => Bit(configuration.SuspensionReasons.Contains(reason))),
            Bit(configuration.RewardsSettled),
            Bit(configuration.NoticePeriodElapsed),
        ]));

        Assert.Equal(expected, ConfigurationRow().Matches(Sql).Select(row => row.Groups[1].Value));
        Assert.All(FactName.All, fact => Assert.Single(Sql.Split('\n'), line => line.StartsWith($"  {fact.Identifier} SMALLINT NOT NULL", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_statement_has_more_rows_than_engines_take()
    {
        Assert.All(Sql.Split("INSERT INTO")[1..], statement => Assert.Equal(51, statement.Split('\n').Count(line => line.StartsWith("  (", StringComparison.Ordinal))));
        Assert.Equal(1 + 28, Sql.Split("INSERT INTO").Length - 1);
    }

    [Fact]
    public void Names_fit_their_columns()
    {
        Assert.All(LifecycleSpecification.States, state => Assert.InRange(state.State.ToWireName().Length, 1, 32));
        Assert.All(LifecycleSpecification.Triggers, trigger => Assert.InRange(trigger.Trigger.ToWireName().Length, 1, 32));
        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.InRange(outcome.ToWireName().Length, 1, 12));
    }

    private static string Bit(bool value) => value ? "1" : "0";

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^  \((\d+), '([A-Z_]+)', '([A-Z]+)', (\d+)\)[,;]$""", RegexOptions.Multiline)]
    private static partial Regex StepRow();

    [GeneratedRegex("""^  \((\d+, '[A-Z_]+'(?:, [01]){8})\)[,;]$""", RegexOptions.Multiline)]
    private static partial Regex ConfigurationRow();
}
