using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Evaluation;

public sealed class SpecificationHashTests
{
    /// <summary>The machine of 0.1.0. Stored snapshots and requests name it: it changes when, and only when, a rule does.</summary>
    [Fact]
    public void The_machine_is_the_one_that_what_is_stored_names() => Assert.Equal("97364e3260a5d092", SpecificationHash.Current);

    [Fact]
    public void The_hash_is_that_of_the_text_that_the_documentation_describes()
    {
        using var specification = JsonDocument.Parse(JsonExport.Write());
        IEnumerable<string> steps = specification.RootElement.GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("outcome").GetString() != "REJECTED")
            .OrderBy(step => step.GetProperty("from").GetInt32())
            .ThenBy(step => step.GetProperty("trigger").GetString(), StringComparer.Ordinal)
            .Select(step => $"{step.GetProperty("from")} {step.GetProperty("trigger")} {step.GetProperty("outcome")} {step.GetProperty("to")}\n");
        string text = $"false 0\ntrue 1\n{string.Concat(steps)}";

        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()[..16], SpecificationHash.Current);
    }

    [Fact]
    public void The_order_of_steps_does_not_matter_and_everything_else_does()
    {
        (bool, int)[] requests = [(false, 0), (true, 1)];
        (int, string, string, int)[] steps = [(0, "A", "UPDATED", 1), (1, "A", "IGNORED", 1)];
        string hash = SpecificationDigest.Of(requests, steps);

        Assert.Equal(hash, SpecificationDigest.Of(requests.AsEnumerable().Reverse(), steps.AsEnumerable().Reverse()));
        Assert.NotEqual(hash, SpecificationDigest.Of([(false, 1), (true, 0)], steps));
        Assert.NotEqual(hash, SpecificationDigest.Of(requests, steps[..1]));
        Assert.NotEqual(hash, SpecificationDigest.Of(requests, [steps[0], (1, "B", "IGNORED", 1)]));
        Assert.NotEqual(hash, SpecificationDigest.Of(requests, [steps[0], (1, "A", "UPDATED", 1)]));
        Assert.NotEqual(hash, SpecificationDigest.Of(requests, [steps[0], (1, "A", "IGNORED", 0)]));
    }
}
