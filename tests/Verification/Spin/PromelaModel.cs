using System.Globalization;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Spin;

/// <summary>A Promela model made into a verifier by Spin and a C compiler.</summary>
internal sealed partial class PromelaModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private PromelaModel()
    {
    }

    /// <summary>Looks for dead ends: the triggers that change nothing are left out, for they would hide one.</summary>
    internal static Task<PromelaModel> ForDeadEndsAsync(string model) => CompileAsync(model, spinOptions: [], compilerOptions: ["-DNOCLAIM"]);

    /// <summary>Verifies claims.</summary>
    internal static Task<PromelaModel> ForClaimsAsync(string model) => CompileAsync(model, spinOptions: ["-DIGNORED"], compilerOptions: []);

    internal static IEnumerable<string> ClaimsIn(string model) => Claim().Matches(model).Select(claim => claim.Groups[1].Value);

    internal Task<Search> SearchAsync() => VerifyAsync([]);

    internal Task<Search> SearchAsync(string claim) => VerifyAsync(["-a", "-N", claim]);

    /// <summary>Of the runs only those in which a process that can always go on does so in the end: time passes.</summary>
    internal Task<Search> SearchFairlyAsync(string claim) => VerifyAsync(["-a", "-f", "-N", claim]);

    /// <summary>The run that broke the claim searched for last, a step a line.</summary>
    internal async Task<string> CounterexampleAsync() =>
        (await ProgramRun.OfAsync("spin", ["-DIGNORED", "-t", "-p", "-g", "lifecycle.pml"], _folder.Path)).Output;

    public void Dispose() => _folder.Dispose();

    private static async Task<PromelaModel> CompileAsync(string text, string[] spinOptions, string[] compilerOptions)
    {
        var model = new PromelaModel();
        string folder = model._folder.Path;
        model._folder.Write("lifecycle.pml", text);
        await ProgramRun.SucceedingAsync("spin", [.. spinOptions, "-a", "lifecycle.pml"], folder);
        await ProgramRun.SucceedingAsync("gcc", ["-w", "-o", "pan", .. compilerOptions, "pan.c"], folder);
        return model;
    }

    private async Task<Search> VerifyAsync(string[] options)
    {
        string report = (await ProgramRun.OfAsync(Path.Combine(_folder.Path, "pan"), options, _folder.Path)).Output;
        return new Search(
            Number(Errors(), report),
            Number(StatesStored(), report),
            Number(Transitions(), report),
            IsExhaustive: report.Contains("Full statespace search", StringComparison.Ordinal)
                && !report.Contains("not completed", StringComparison.Ordinal)
                && !report.Contains("max search depth too small", StringComparison.Ordinal),
            report);
    }

    private static int Number(Regex pattern, string report) => pattern.Match(report) is { Success: true } match
        ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"The verifier did not report what was asked.\n{report}");

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"(\d+) states, stored")]
    private static partial Regex StatesStored();

    [GeneratedRegex(@"(\d+) transitions")]
    private static partial Regex Transitions();

    [GeneratedRegex(@"^ltl (\w+) \{", RegexOptions.Multiline)]
    private static partial Regex Claim();
}
