using System.Globalization;
using System.Text;
using Spectre.Console;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tool.Explaining;

/// <summary>An explanation for people. The same text on a terminal and in a file.</summary>
internal static class ExplanationText
{
    private const int NarrowestTable = 60;

    internal static string Write(Explanation explanation, int width)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;

        WriteConfiguration(console, explanation.Configuration);
        if (explanation.Target is { } target)
            WritePath(console, explanation, target);
        else
            WriteTriggers(console, explanation);
        return Tidy(text.ToString());
    }

    private static void WriteConfiguration(IAnsiConsole console, Configuration configuration)
    {
        StateDescriptor state = LifecycleSpecification.Describe(configuration.State);
        string expected = configuration.ExpectedStates.Count == 0
            ? "nothing"
            : string.Join(", ", configuration.ExpectedStates.Select(next => next.ToWireName()));
        Line(console, $"{configuration}");
        Line(console, state.Description);
        Line(
            console,
            $"Kind {state.Kind.ToWireName()}, phase {state.Phase.ToWireName()}, configuration {configuration.Code}. Expected to follow: {expected}.");
    }

    private static void WriteTriggers(IAnsiConsole console, Explanation explanation)
    {
        WriteTable(console, "Waits for", ["Trigger", "Party", "What the customer reads"],
            explanation.Configuration.NextActions().Select(action => (string[])[action.Trigger.ToWireName(), action.Party.ToWireName(), action.Message]));
        WriteTable(console, "Permitted", ["Trigger", "Outcome", "Leads to"],
            explanation.Permitted.Select(step => (string[])[step.Trigger.ToWireName(), step.Outcome.ToWireName(), $"{step.To}"]));
        WriteTable(console, "Ignored: nothing to change", ["Trigger", "Why"],
            explanation.Ignored.Select(step => (string[])[step.Trigger.ToWireName(), Because(step.Source)]));
        WriteTable(console, "Rejected", ["Trigger", "Why"],
            explanation.Rejected
                .GroupBy(Why, rejection => rejection.Trigger.ToWireName())
                .Select(alike => (string[])[string.Join('\n', alike), alike.Key]));
    }

    private static void WritePath(IAnsiConsole console, Explanation explanation, ParticipationState target)
    {
        switch (explanation.Path)
        {
            case null:
                Line(console, $"\nNo path: {target.ToWireName()} cannot be reached from here.");
                break;
            case []:
                Line(console, $"\nAlready in {target.ToWireName()}.");
                break;
            case var path:
                WriteTable(console, $"Shortest path to {target.ToWireName()}", ["", "Trigger", "Leads to"],
                    path.Select((step, index) => (string[])[$"{index + 1}", step.Trigger.ToWireName(), $"{step.To}"]));
                break;
        }
    }

    /// <summary>The reason without the trigger, which stands beside it: triggers that need the same state are told of together.</summary>
    private static string Why(Rejection rejection) => RejectionReasons.ReasonOf(rejection.Configuration, rejection.Trigger, subject: "").TrimStart();

    private static void WriteTable(IAnsiConsole console, string title, string[] columns, IEnumerable<string[]> rows)
    {
        if (console.Profile.Width < NarrowestTable)
        {
            WriteList(console, title, [.. rows]);
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
            table.AddColumn(new TableColumn(column));
        // A name broken over two lines is no longer found by a search; the last column has room to wrap.
        foreach (TableColumn column in table.Columns.SkipLast(1))
            column.NoWrap = true;
        foreach (string[] row in rows)
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        Line(console, $"\n{title}");
        if (table.Rows.Count == 0)
            Line(console, "  none");
        else
            console.Write(table);
    }

    /// <summary>Where columns have no room beside each other: each row's first cell, and below it the others.</summary>
    private static void WriteList(IAnsiConsole console, string title, string[][] rows)
    {
        Line(console, $"\n{title}");
        if (rows.Length == 0)
            Line(console, "  none");
        foreach (string[] row in rows)
        {
            Indented(row[0], 2);
            foreach (string cell in row[1..])
                Indented(cell, 4);
        }

        void Indented(string cell, int by) => console.Write(new Padder(new Spectre.Console.Text(cell), new Padding(by, 0, 0, 0)));
    }

    private static void Line(IAnsiConsole console, string line) => console.Write(new Spectre.Console.Text(line + "\n"));

    /// <summary>No spaces at the ends of lines, and no more than one blank line between parts.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder();
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length > 0)
                tidy.Append(line).Append('\n');
            else if (tidy.Length > 1 && tidy[^2] != '\n')
                tidy.Append('\n');
        }

        return $"{tidy.ToString().TrimEnd('\n')}\n";
    }

    /// <summary>A decided reading by number and title; a row of the states page as it is.</summary>
    private static string Because(string source) =>
        DecidedReadings.All.FirstOrDefault(reading => reading.Name == source)?.ToString() ?? source;
}
