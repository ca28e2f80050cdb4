using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Verification.Spin;

public class SpinTests
{
    private static readonly string Model = PromelaExport.Write();
    private static readonly string Document = Repository.Read("docs/verification.md");

    /// <summary>For each claim a fault in the model that breaks it: what stands there, what is put in its place.</summary>
    private static readonly Dictionary<string, (string Sound, string Faulty)> Faults = new()
    {
        ["control_active_exactly_in_active"] =
            ("  state = SUSPENDED;\n  control_active = false;", "  state = SUSPENDED;"),
        ["reasons_exactly_in_suspended"] =
            ("state == SUSPENDED -> fire(LEAVE_REQUESTED); enter_UNENROLMENT_REQUESTED();", "state == SUSPENDED -> fire(LEAVE_REQUESTED); state = UNENROLMENT_REQUESTED;"),
        ["terminal_states_are_absorbing"] =
            ("state == REGISTERED -> fire(DEVICE_WENT_LIVE);", "state == INELIGIBLE -> fire(DEVICE_WENT_LIVE);"),
        ["failed_only_out_of_enrolment"] =
            ("state == REGISTERED -> fire(UNRECOVERABLE_ERROR);", "state == WINDING_DOWN -> fire(UNRECOVERABLE_ERROR);"),
        ["no_way_back_from_unenrolment"] =
            ("fire(SITE_DELETED); enter_OFFBOARDED();", "fire(SITE_DELETED); enter_ACTIVE();"),
        ["active_only_when_every_reason_has_cleared"] =
            (
                "reason_operator_request && !reason_awaiting_telemetry && !reason_awaiting_dispatch && !reason_awaiting_consent && !reason_customer_request ->",
                "reason_operator_request && !reason_awaiting_telemetry && !reason_awaiting_dispatch && !reason_awaiting_consent ->"
            ),
        ["reasons_are_those_raised_and_not_cleared"] =
            ("state == ACTIVE -> fire(CONTROL_LOST); reason_awaiting_dispatch = true;", "state == ACTIVE -> fire(CONTROL_LOST); reason_awaiting_consent = true;"),
    };

    public static TheoryData<string> Claims => [.. PromelaModel.ClaimsIn(Model)];

    [FactWith("spin", "gcc")]
    public async Task No_configuration_is_a_dead_end_and_Spin_reaches_as_many_states_as_the_table_has()
    {
        using var model = await PromelaModel.ForDeadEndsAsync(Model);

        Search search = await model.SearchAsync();

        Assert.Equal(0, search.Errors);
        Assert.True(search.IsExhaustive, search.Report);
        Assert.Equal(ObservedLifecycle.CountStates(), search.StatesStored);
        Assert.Contains($"It stores {search.StatesStored} states and\ntakes {search.Transitions} transitions;", Document, StringComparison.Ordinal);
    }

    [FactWith("spin", "gcc")]
    public async Task A_dead_end_is_found()
    {
        using var model = await PromelaModel.ForDeadEndsAsync(Seed("state == UNENROLMENT_REQUESTED -> fire(NOTICE_SERVED);", "false -> fire(NOTICE_SERVED);"));

        Search search = await model.SearchAsync();

        Assert.Equal(1, search.Errors);
        Assert.Contains("invalid end state", search.Report, StringComparison.Ordinal);
    }

    [FactWith("spin", "gcc")]
    public async Task Every_claim_holds_in_every_run()
    {
        using var model = await PromelaModel.ForClaimsAsync(Model);
        foreach (string claim in PromelaModel.ClaimsIn(Model))
        {
            Search search = await model.SearchAsync(claim);

            Assert.True(search.Errors == 0, $"{claim}\n{search.Report}");
            Assert.True(search.IsExhaustive, search.Report);
            Assert.Contains($"never claim         \t+ ({claim})", search.Report, StringComparison.Ordinal);
            Assert.Contains($"| `{claim}` | {search.StatesStored} |\n", Document, StringComparison.Ordinal);
        }
    }

    [TheoryWith("spin", "gcc")]
    [MemberData(nameof(Claims))]
    public async Task A_fault_in_the_model_breaks_the_claim(string claim)
    {
        (string sound, string faulty) = Faults[claim];
        using var model = await PromelaModel.ForClaimsAsync(Seed(sound, faulty));

        Assert.True((await model.SearchAsync(claim)).Errors > 0, $"{claim} holds although {faulty}");
    }

    private static string Seed(string sound, string faulty)
    {
        Assert.Equal(2, Model.Split(sound).Length);
        return Model.Replace(sound, faulty, StringComparison.Ordinal);
    }
}
