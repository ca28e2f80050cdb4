using System.CommandLine;
using System.CommandLine.Invocation;
using Vpp.Lifecycle.Tool.Commands;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool;

/// <summary>The command line as a whole: its commands, and what becomes of errors.</summary>
internal static class ToolCommand
{
    private const string Name = "vpp-lifecycle";

    internal static int Run(IReadOnlyList<string> args)
    {
        // An argument that begins with @ is a file's name, not a file of arguments.
        var verbatim = new ParserConfiguration { ResponseFileTokenReplacer = null };
        RootCommand root = Create();
        ParseResult parsed = root.Parse(args, verbatim);
        try
        {
            if (args.Count == 0)
            {
                root.Parse(["--help"], verbatim).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = Console.Error });
                return ExitStatus.Unusable;
            }

            if (parsed.Action is ParseErrorAction)
                return Report(UsageErrors(parsed));
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UnusableException unusable)
        {
            return Report(unusable.Message);
        }
        catch (IOException closed) when (ClosedPipe.IsCauseOf(closed))
        {
            return ExitStatus.Done;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // Files name themselves: this is the help.
            return Report(FileErrors.Writing("standard output", failed).Message);
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("The life of participations in a virtual power plant, from enrolment to leaving: replayed, simulated, drawn and explained.")
        {
            ReplayCommand.Create(),
            SimulateCommand.Create(),
            DwellCommand.Create(),
            SpecCommand.Create(),
            DiagramCommand.Create(),
            ExplainCommand.Create(),
        };
        CommandHelp.Enable(root);
        CommandHelp.Extend(
            root,
            """
            Exit status:
              0    done; also when the reader of standard output closed it early
              1    done, but some lines were rejected or malformed, no path leads there, or two specifications
                   are not compatible
              2    unusable arguments or files
              130  interrupted

            Data goes to standard output or to the file named; everything else goes to standard error.
            - is standard input or standard output. Files are replaced whole or not at all.
            """);
        return root;
    }

    private static string[] UsageErrors(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is not RootCommand)
            return [.. parsed.Errors.Select(error => error.Message), $"See {Name} {PathOf(command)} --help"];
        string commands = string.Join(", ", command.Subcommands.Select(known => known.Name));
        return [$"'{parsed.Tokens[0].Value}' is not a command. Allowed: {commands}.", $"See {Name} --help"];
    }

    /// <summary>How a command is called, below the tool: "spec diff".</summary>
    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(parent => parent is not RootCommand) is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static int Report(params string[] lines)
    {
        foreach (string line in lines)
            StandardError.WriteLine($"{Name}: {line}");
        return ExitStatus.Unusable;
    }
}
