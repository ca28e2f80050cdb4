using Vpp.Lifecycle.Tests.Verification.Programs;

namespace Vpp.Lifecycle.Tests.Verification.Scxml;

/// <summary>Qt's SCXML engine: a small program around it, compiled once for all checks of a run.</summary>
internal static class QtEngine
{
    private static readonly Lazy<string> Program = new(Compile);

    /// <summary>What has to be on the machine: a compiler, and Qt's engine with its headers.</summary>
    internal static string[] Needed { get; } = ["g++", "pkg-config", HeaderFolder()];

    internal static string Run(string machine, string runs)
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [folder.Write("lifecycle.scxml", machine), .. FactName.All.Select(fact => fact.Identifier)];
        return ProgramRun.Succeeding(Program.Value, arguments, input: runs).Output;
    }

    private static string Compile()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "run-scxml");
        string[] flags = ProgramRun.Succeeding("pkg-config", ["--cflags", "--libs", "Qt6Scxml"]).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        ProgramRun.Succeeding("g++", ["-std=c++17", "-fPIC", "-O1", "-Wall", "-Werror", Repository.PathOf("tests/Verification/Scxml/Qt/run-scxml.cpp"), "-o", program, .. flags]);
        return program;
    }

    private static string HeaderFolder() =>
        Directory.Exists("/usr/include")
            ? Directory.EnumerateDirectories("/usr/include").Select(folder => Path.Combine(folder, "qt6", "QtScxml")).FirstOrDefault(Directory.Exists)
                ?? "/usr/include/qt6/QtScxml"
            : "/usr/include/qt6/QtScxml";
}
