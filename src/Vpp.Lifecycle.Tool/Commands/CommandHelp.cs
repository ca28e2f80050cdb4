using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>Help beyond the list of options: formats, exit status and examples, printed below it.</summary>
internal static class CommandHelp
{
    private static readonly ConditionalWeakTable<Command, string> Epilogues = [];

    /// <summary>Adds text that <c>--help</c> prints below the command's options.</summary>
    internal static void Extend(Command command, string epilogue) => Epilogues.Add(command, epilogue);

    /// <summary>Makes the root's help option, which serves all commands, print the epilogues.</summary>
    internal static void Enable(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new WithEpilogue((HelpAction)help.Action!);
    }

    private sealed class WithEpilogue(HelpAction usual) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int status = usual.Invoke(parseResult);
            if (Epilogues.TryGetValue(parseResult.CommandResult.Command, out string? epilogue))
                parseResult.InvocationConfiguration.Output.WriteLine(epilogue);
            return status;
        }
    }
}
