using System.CommandLine;
using System.Text;
using Vpp.Lifecycle.Export;
using Vpp.Lifecycle.Tool.Files;
using Vpp.Lifecycle.Tool.Specifications;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary><c>spec diff</c>: what differs between two specifications, and whether yesterday's histories stay legal (R33).</summary>
internal static class SpecDiffCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string ThisBuild = "this build";

    internal static Command Create()
    {
        Argument<string> old = SharedOptions.FileArgument("OLD", "The earlier specification, as spec --format json wrote it; - for standard input.");
        var now = new Argument<string?>("NEW") { Description = "The later one; this build's own when left out.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> format = SharedOptions.Choice("--format", "For people or for programs.", Text, Json);
        Option<string> output = SharedOptions.Out();
        var command = new Command("diff", "What differs between two specifications, and whether every history that the old one accepts holds under the new one.")
        {
            old, now, format, output,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(old), parsed.GetValue(now), parsed.GetRequiredValue(format), parsed.GetRequiredValue(output)));
        CommandHelp.Extend(
            command,
            """
            Exit status:
              0  compatible: every sequence of triggers that OLD accepts from a request, NEW accepts too, with
                 the same outcome and the same configuration, by code, after each
              1  not compatible; the shortest history that goes apart is shown
              2  a file cannot be used

            The proof runs both machines side by side over every configuration that a history can come to. Names
            of states, wording and order are shown and do not count.

            JSON: one object.
              compatible  true or false
              old, new    {name, hash}; the hash is that which snapshots and requests name as "specification"
              compared_configurations, compared_steps
              history     null, or {meter_access, triggers, configurations, old, new}: the request, what was fired,
                          the codes before each trigger, and what the last does: {outcome, to}, null where unknown
              changes     for states, suspension_reasons, triggers, rules, configurations, steps:
                          {added, removed, moved, reworded}, each a list of texts

            Examples:
              vpp-lifecycle spec --out today.json
              vpp-lifecycle spec diff docs/releases/0.1.0.json
              vpp-lifecycle spec diff docs/releases/0.1.0.json today.json --format json
            """);
        return command;
    }

    private static int Run(string old, string? now, string format, string output)
    {
        TargetFile oldFile = TargetFile.ToRead(old);
        TargetFile? newFile = now is null ? null : TargetFile.ToRead(now);
        if (newFile is not null && oldFile.Descriptor is not null && oldFile.Descriptor == newFile.Descriptor)
            throw new UnusableException($"OLD and NEW are both {oldFile.Name}. Allowed: at most one of them.");
        TargetFile to = TargetFile.ToWrite(output);
        to.RequireApartFrom(oldFile);
        if (newFile is not null)
            to.RequireApartFrom(newFile);

        var diff = SpecificationDiff.Of(
            SpecificationFile.Read(oldFile),
            newFile is null ? SpecificationFile.Parse(ThisBuild, Encoding.UTF8.GetBytes(JsonExport.Write())) : SpecificationFile.Read(newFile));
        OutputFile.WriteAllText(to, format == Json ? DiffJson.Write(diff) : DiffText.Write(diff));
        return diff.Compatibility.IsCompatible ? ExitStatus.Done : ExitStatus.Rejected;
    }
}
