using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Scxml;

/// <summary>Qt's SCXML engine: a small program around it, compiled once for all checks of a run.</summary>
internal static class QtEngine
{
    private static readonly Lazy<Task<string>> Program = new(CompileAsync);

    internal static async Task<string> RunAsync(string machine, string runs)
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [folder.Write("lifecycle.scxml", machine), .. FactName.All.Select(fact => fact.Identifier)];
        return (await ProgramRun.SucceedingAsync(await Program.Value, arguments, input: runs)).Output;
    }

    private static async Task<string> CompileAsync()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "run-scxml");
        string[] flags = (await ProgramRun.SucceedingAsync("pkg-config", ["--cflags", "--libs", "Qt6Scxml"])).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string source = Repository.PathOf("tests/Verification/Scxml/Qt/run-scxml.cpp");
        await ProgramRun.SucceedingAsync("g++", ["-std=c++17", "-fPIC", "-O1", "-Wall", "-Werror", source, "-o", program, .. flags]);
        return program;
    }
}
