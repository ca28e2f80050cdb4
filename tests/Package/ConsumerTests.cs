using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Tests.Package;

/// <summary>A new project of someone else's, with nothing but the package and the code that the README shows.</summary>
[Collection(nameof(Packages))]
public partial class ConsumerTests(Workshop workshop)
{
    [Fact]
    public void The_readmes_code_builds_against_the_package_and_prints_what_the_readme_says_on_each_framework()
    {
        string readme = Repository.Read("README.md");
        string code = CodeToEmbed().Match(readme).Groups["code"].Value;
        string printed = WhatItPrints().Match(readme).Groups["text"].Value;
        Assert.NotEqual("", code);
        Assert.NotEqual("", printed);

        string folder = workshop.NewConsumer("consumer");
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                <RollForward>Major</RollForward>
                <UseAppHost>false</UseAppHost>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Vpp.Lifecycle" Version="{workshop.Library.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), $"""
            using Vpp.Lifecycle;

            DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
            void Show(object? line) => Console.Write(line + "\n");
            Console.OutputEncoding = System.Text.Encoding.UTF8;

            {code}
            """);

        Dotnet.Run(folder, "restore", "--configfile", "nuget.config");
        Dotnet.Run(folder, "build", "--no-restore", "-c", "Release");

        Assert.Equal(printed, Dotnet.Run(folder, "bin/Release/net10.0/Consumer.dll"));
        Assert.Equal(printed, Dotnet.Run(folder, "bin/Release/net8.0/Consumer.dll"));
        foreach (string framework in (string[])["net8.0", "net10.0"])
        {
            byte[] used = File.ReadAllBytes(Path.Combine(folder, $"bin/Release/{framework}/Vpp.Lifecycle.dll"));
            Assert.Equal(Hash(workshop.Library.Entries[$"lib/{framework}/Vpp.Lifecycle.dll"]), Hash(used));
        }
    }

    [Fact]
    public void A_set_of_reasons_can_be_made_in_the_language_that_net8_comes_with()
    {
        string folder = workshop.NewConsumer("older-language");
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net8.0</TargetFramework>
                <LangVersion>12</LangVersion>
                <RollForward>Major</RollForward>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Vpp.Lifecycle" Version="{workshop.Library.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), """
            using Vpp.Lifecycle;
            System.Console.Write(SuspensionReasonSet.From(SuspensionReason.CustomerRequest, SuspensionReason.AwaitingConsent));
            """);

        Dotnet.Run(folder, "restore", "--configfile", "nuget.config");
        Dotnet.Run(folder, "build", "--no-restore", "-c", "Release");

        Assert.Equal("AWAITING_CONSENT, CUSTOMER_REQUEST", Dotnet.Run(folder, "bin/Release/net8.0/Consumer.dll"));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    [GeneratedRegex(@"<!-- snippet: embedding -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeToEmbed();

    [GeneratedRegex(@"It prints:\n\n```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex WhatItPrints();
}
