using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Package;

[Collection(nameof(Packages))]
public class ToolTests(Workshop workshop)
{
    [Fact]
    public void The_tool_installs_from_its_package_and_prints_the_whole_specification()
    {
        string folder = workshop.NewConsumer("tool-user");
        Dotnet.Run(folder, "tool", "install", "Vpp.Lifecycle.Tool", "--version", workshop.Tool.Version, "--tool-path", "tools", "--configfile", "nuget.config");

        string program = Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "vpp-lifecycle.exe" : "vpp-lifecycle");
        (int status, string output) = Dotnet.Start(program, folder, "spec", "--format", "json");

        Assert.True(status == 0, output);
        using JsonDocument specification = JsonDocument.Parse(output);
        Assert.Equal(16, specification.RootElement.GetProperty("states").GetArrayLength());
        Assert.Equal(51 * 28, specification.RootElement.GetProperty("steps").GetArrayLength());
    }
}
