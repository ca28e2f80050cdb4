using System.Text;

namespace Vpp.Lifecycle.Export;

/// <summary>
/// Writes the lifecycle as a Promela model for the Spin model checker, with its invariants as LTL claims. Written from the rules, their
/// guards and effects and what each state remembers, and not from the compiled table: what Spin proves, it proves of the rules. Thread-safe.
/// </summary>
/// <remarks>
/// The model fires every permitted trigger in every configuration, and has one option a rule. What no rule permits (R8) is no option; a
/// configuration that nothing changes any more is an invalid end state, unless its state is terminal. Triggers that change nothing are
/// options too when <c>IGNORED</c> is defined: without them, a dead end does not hide behind heartbeats.
/// </remarks>
public static class PromelaExport
{
    private const string ControlActive = "control_active";

    /// <summary>The model, the same bytes on every machine, lines ended by <c>\n</c>.</summary>
    public static string Write() => Write([], []);

    /// <summary>
    /// The model with the limits of states: a second process, the time that passes, fires each wait's trigger in its state, and the participation
    /// may do nothing for ever. Under weak fairness (<c>pan -f</c>) a limit runs out in the end, so that the claims of this model hold exactly
    /// where no run stays in enrolment, or in unenrolment, for ever: there must be a wait for each of <see cref="Wait.LimitableStates"/>,
    /// in WINDING_DOWN for each fact (R29).
    /// </summary>
    /// <param name="timers">The timers; of them the waits count.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timers"/> is null.</exception>
    public static string Write(LifecycleTimers timers)
    {
        ArgumentNullException.ThrowIfNull(timers);
        return Write(timers.Waits, PromelaClaims.OfLimits(), hasTime: true);
    }

    private static string Write(IReadOnlyList<Wait> waits, IEnumerable<(string Name, string Formula)> claimsOfLimits, bool hasTime = false)
    {
        var model = new StringBuilder();
        WriteDeclarations(model);
        WriteTriggers(model);
        foreach (StateDescriptor state in LifecycleSpecification.States)
            WriteEntry(model, state);
        WriteProcess(model, mayIdle: hasTime);
        if (hasTime)
            WriteTime(model, waits);
        foreach ((string name, string formula) in PromelaClaims.All().Concat(claimsOfLimits))
            model.Append($"ltl {name} {{ {formula} }}\n");
        return model.ToString();
    }

    private static void WriteDeclarations(StringBuilder model)
    {
        string states = string.Join(",\n  ", LifecycleSpecification.States.Select(state => state.State.ToWireName()));
        string triggers = string.Join(",\n  ", LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName()));
        model.Append("/* The lifecycle of a participation. Verify with Spin:\n")
            .Append("     spin -a lifecycle.pml && cc -O2 -DNOCLAIM -o pan pan.c && ./pan        (no dead end)\n")
            .Append("     spin -DIGNORED -a lifecycle.pml && cc -O2 -o pan pan.c && ./pan -a -N <claim>   (each ltl claim below) */\n\n")
            .Append($"mtype:state = {{\n  {states}\n}};\n\n")
            .Append($"mtype:trigger = {{\n  {triggers}\n}};\n\n")
            .Append($"mtype:state state = {default(Configuration).State.ToWireName()};\n")
            .Append($"bool {ControlActive};\n\n/* What the lifecycle remembers besides its state. */\n");
        foreach (FactName fact in FactName.All)
            model.Append($"bool {fact.Identifier};\n");

        model.Append("\n/* What an observer who sees the triggers alone takes to be the reasons: for the claims. */\n");
        foreach (SuspensionReasonDescriptor reason in LifecycleSpecification.Reasons)
            model.Append($"bool {PromelaClaims.Observed(reason.Reason)};\n");
    }

    /// <summary>What a trigger tells the observer, from the descriptors of the reasons and not from the rules.</summary>
    private static void WriteTriggers(StringBuilder model)
    {
        model.Append("\ninline fire(what) {\n  if\n");
        foreach (SuspensionReasonDescriptor reason in LifecycleSpecification.Reasons)
        {
            bool isTelemetry = LifecycleSpecification.Describe(reason.ClearedBy).IsTelemetrySighting;
            IEnumerable<string> clearing = LifecycleSpecification.Triggers
                .Where(trigger => trigger.Trigger == reason.ClearedBy || (isTelemetry && trigger.IsTelemetrySighting))
                .Select(trigger => $"what == {trigger.Trigger.ToWireName()}");
            string observed = PromelaClaims.Observed(reason.Reason);
            model.Append($"  :: what == {reason.RaisedBy.ToWireName()} -> {observed} = true\n")
                .Append($"  :: {string.Join(" || ", clearing)} -> {observed} = false\n");
        }

        model.Append("  :: else\n  fi\n}\n");
    }

    /// <summary>On entering a state, what it does not remember is forgotten and what it implies holds.</summary>
    private static void WriteEntry(StringBuilder model, StateDescriptor state)
    {
        StateMemory memory = LifecycleSpecification.MemoryOf(state.State);
        string controlActive = state.State == ParticipationState.Active ? "true" : "false";
        model.Append($"\ninline enter_{state.State.ToWireName()}() {{\n  state = {state.State.ToWireName()};\n  {ControlActive} = {controlActive};\n");
        foreach (FactName fact in FactName.All)
        {
            if ((memory.Implied & fact.Fact) != 0)
                model.Append($"  {fact.Identifier} = true;\n");
            else if ((memory.Remembered & fact.Fact) == 0)
                model.Append($"  {fact.Identifier} = false;\n");
        }

        model.Append("}\n");
    }

    private static void WriteProcess(StringBuilder model, bool mayIdle)
    {
        string outstanding = FactName.Of(LifecycleFacts.MeterAccessOutstanding).Single().Identifier;
        model.Append("\nactive proctype participation() {\n  /* Whether meter access is required comes with the request. */\n")
            .Append($"  if\n  :: {outstanding} = false\n  :: {outstanding} = true\n  fi;\n  do\n");
        foreach (Rule rule in LifecycleSpecification.Rules.Where(rule => rule.Outcome != Outcome.Ignored))
            WriteRule(model, rule);
        model.Append("#ifdef IGNORED\n");
        foreach (Rule rule in LifecycleSpecification.Rules.Where(rule => rule.Outcome == Outcome.Ignored))
            WriteRule(model, rule);
        model.Append("#endif\n");
        if (mayIdle)
            model.Append("  /* Nothing has to happen. */\n  :: true -> true\n");
        WriteEnd(model);
    }

    /// <summary>The passing of time: of the rules those of the waits' triggers, in their states.</summary>
    private static void WriteTime(StringBuilder model, IReadOnlyList<Wait> waits)
    {
        model.Append("active proctype time() {\n  do\n");
        foreach (Wait wait in waits)
        {
            foreach (Rule rule in LifecycleSpecification.Rules.Where(rule => rule.From == wait.State && rule.Trigger == wait.Trigger && rule.Outcome != Outcome.Ignored))
                WriteRule(model, rule);
        }

        WriteEnd(model);
    }

    private static void WriteEnd(StringBuilder model)
    {
        foreach (StateDescriptor state in LifecycleSpecification.States.Where(state => state.IsTerminal))
            model.Append($"  :: state == {state.State.ToWireName()} -> break\n");
        model.Append("  od\n}\n\n");
    }

    private static void WriteRule(StringBuilder model, Rule rule)
    {
        string guard = rule.Guard is null ? "" : $" && {GuardExpression.Of(rule.Guard)}";
        string effect = string.Concat(
            FactName.Of(rule.Effect.Withdraws).Select(fact => $" {fact.Identifier} = false;")
                .Concat(FactName.Of(rule.Effect.Records).Select(fact => $" {fact.Identifier} = true;")));
        string entry = rule.Outcome == Outcome.Transitioned ? $" enter_{rule.To.ToWireName()}();" : "";
        model.Append($"  /* {rule.Source} */\n")
            .Append($"  :: d_step {{ state == {rule.From.ToWireName()}{guard} -> fire({rule.Trigger.ToWireName()});{effect}{entry} }}\n");
    }
}
