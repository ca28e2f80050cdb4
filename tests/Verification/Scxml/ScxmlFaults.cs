namespace Vpp.Lifecycle.Tests.Verification.Scxml;

/// <summary>Faults planted in the exported machine, each of which an engine has to find in the one pair that it changes.</summary>
public static class ScxmlFaults
{
    public static TheoryData<string, string, string> All => new()
    {
        {
            "cond=\"!meter_access_outstanding\" target=\"CONFIRMING_DISPATCH\"", "cond=\"!meter_access_outstanding\" target=\"AWAITING_METER_ACCESS\"",
            "AWAITING_TELEMETRY TELEMETRY_RECEIVED"
        },
        { "<transition event=\"NOTICE_SERVED\" ", "<transition event=\"NOTICE_SERVED\" cond=\"false\" ", "UNENROLMENT_REQUESTED NOTICE_SERVED" },
        { "cond=\"rewards_settled\" target=\"UNENROLLED\"", "cond=\"!rewards_settled\" target=\"UNENROLLED\"", "WINDING_DOWN (rewards settled) NOTICE_PERIOD_ELAPSED" },
        { "location=\"rewards_settled\" expr=\"true\"", "location=\"rewards_settled\" expr=\"false\"", "WINDING_DOWN REWARDS_SETTLED" },
    };

    internal static async Task AssertFoundAsync(string sound, string faulty, string faultyPair, Func<string, string, Task<string>> run)
    {
        Assert.Equal(2, ScxmlRuns.Machine.Split(sound).Length);
        var pairs = ScxmlRuns.Pairs.Where(pair => faultyPair.StartsWith(pair.Situation.Configuration.ToString(), StringComparison.Ordinal)).ToList();

        string disagreement = Assert.Single(await ScxmlRuns.DisagreementsAsync(ScxmlRuns.Machine.Replace(sound, faulty, StringComparison.Ordinal), pairs, run));

        Assert.StartsWith(faultyPair + ":", disagreement, StringComparison.Ordinal);
    }
}
