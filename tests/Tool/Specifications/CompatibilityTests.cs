using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tool.Specifications;

namespace Vpp.Lifecycle.Tests.Tool.Specifications;

public sealed class CompatibilityTests
{
    private static readonly string[] ToActive =
        ["CONSENT_REQUESTED", "CONSENT_GRANTED", "TELEMETRY_RECEIVED", "CONTROL_CONFIRMED", "ELIGIBILITY_CONFIRMED", "REGISTRATION_CONFIRMED", "DEVICE_WENT_LIVE"];

    [Fact]
    public void A_specification_is_compatible_with_itself_and_every_accepted_step_was_compared()
    {
        Compatibility same = Compatibility.Of(Planted.Current, Planted.Current);

        Assert.True(same.IsCompatible);
        Assert.Equal(51, same.Configurations);
        Assert.Equal(Planted.Current.Steps.Values.Count(step => step.IsAccepted), same.Steps);
        Assert.Equal(SpecificationHash.Current, Planted.Current.Hash);
    }

    /// <summary>Each of the accepted steps, taken away or led elsewhere, is found, at the end of a shortest history to it.</summary>
    [Fact]
    public void Whichever_accepted_step_is_changed_the_shortest_history_to_it_is_shown()
    {
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
            {
                Step step = TransitionTable.Next(configuration, trigger.Trigger);
                if (step.Outcome == Outcome.Rejected)
                    continue;
                var key = ((int)configuration.Code, trigger.Trigger.ToWireName());
                var steps = Planted.Current.Steps.ToDictionary();
                steps[key] = steps[key] with { Outcome = "REJECTED" };

                Divergence apart = Compatibility.Of(Planted.Current, Planted.Current with { Steps = steps }).Divergence!;

                Assert.Equal(key, (apart.Codes[^1], apart.Triggers[^1]));
                Assert.Equal(Distance(configuration) + 1, apart.Triggers.Count);
                Assert.Equal(configuration.Code, Walk(apart).Configuration.Code);
            }
        }
    }

    [Fact]
    public void A_history_that_only_the_new_one_accepts_does_no_harm()
    {
        Specification extended = Planted.With(specification => Planted.Change(specification, 0, "LEAVE_REQUESTED", "TRANSITIONED", 44));

        Assert.True(Compatibility.Of(Planted.Current, extended).IsCompatible);
        Assert.NotEqual(Planted.Current.Hash, extended.Hash);
        Divergence back = Compatibility.Of(extended, Planted.Current).Divergence!;
        Assert.Equal(["LEAVE_REQUESTED"], back.Triggers);
        Assert.Equal((new SpecifiedStep("TRANSITIONED", 44), new SpecifiedStep("REJECTED", 0)), (back.Old, back.New));
    }

    [Theory]
    [InlineData("IGNORED", 12)]
    [InlineData("TRANSITIONED", 45)]
    [InlineData("REJECTED", 44)]
    public void Another_outcome_or_another_configuration_is_a_divergence(string outcome, int to)
    {
        Specification changed = Planted.With(specification => Planted.Change(specification, 12, "LEAVE_REQUESTED", outcome, to));

        Divergence apart = Compatibility.Of(Planted.Current, changed).Divergence!;

        Assert.Equal([.. ToActive, "LEAVE_REQUESTED"], apart.Triggers);
        Assert.Equal([0, 2, 4, 7, 8, 9, 10, 12], apart.Codes);
        Assert.Equal((new SpecifiedStep("TRANSITIONED", 44), new SpecifiedStep(outcome, to)), (apart.Old, apart.New));
    }

    [Fact]
    public void A_trigger_that_is_gone_is_not_known_to_the_new_one()
    {
        Specification without = Planted.With(specification =>
        {
            Remove(specification["triggers"]!.AsArray(), trigger => (string)trigger! == "CONSENT_GRANTED");
            Remove(specification["steps"]!.AsArray(), step => (string)step!["trigger"]! == "CONSENT_GRANTED");
        });

        Divergence apart = Compatibility.Of(Planted.Current, without).Divergence!;

        Assert.Equal(["CONSENT_REQUESTED", "CONSENT_GRANTED"], apart.Triggers);
        Assert.Null(apart.New);
    }

    [Fact]
    public void A_request_that_begins_elsewhere_goes_apart_before_any_trigger()
    {
        Specification swapped = Planted.With(specification =>
        {
            specification["configurations"]![0]!["meter_access_outstanding"] = true;
            specification["configurations"]![1]!["meter_access_outstanding"] = false;
        });

        Divergence apart = Compatibility.Of(Planted.Current, swapped).Divergence!;

        Assert.Equal((false, 0, 0, 1), (apart.MeterAccessOutstanding, apart.Triggers.Count, apart.Old.To, apart.New!.To));
        Assert.NotEqual(Planted.Current.Hash, swapped.Hash);
    }

    [Fact]
    public void A_divergence_after_a_request_with_meter_access_outstanding_says_so()
    {
        Specification changed = Planted.With(specification => Planted.Change(specification, 1, "METER_ACCESS_GRANTED", "IGNORED", 1));

        Divergence apart = Compatibility.Of(Planted.Current, changed).Divergence!;

        Assert.True(apart.MeterAccessOutstanding);
        Assert.Equal(["METER_ACCESS_GRANTED"], apart.Triggers);
    }

    [Fact]
    public void Wording_order_and_names_of_states_do_not_count()
    {
        Specification reworded = Planted.With(specification =>
        {
            JsonArray states = specification["states"]!.AsArray();
            states[0]!["message"] = "Hello.";
            JsonNode last = states[15]!;
            states.RemoveAt(15);
            states.Insert(0, last);
            specification["rules"]!.AsArray().Clear();
            specification["configurations"]![20]!["pending"] = new JsonArray();
        });

        Assert.True(Compatibility.Of(Planted.Current, reworded).IsCompatible);
        Assert.Equal(Planted.Current.Hash, reworded.Hash);
    }

    private static int Distance(Configuration configuration) => Enum.GetValues<MeterAccess>().Min(access => ShortestTo(access, configuration));

    private static int ShortestTo(MeterAccess access, Configuration target)
    {
        var reached = new HashSet<Configuration> { Request(access).Configuration };
        for (int steps = 0; steps < Configuration.Count; steps++)
        {
            if (reached.Contains(target))
                return steps;
            foreach (Configuration here in reached.ToArray())
                reached.UnionWith(here.PermittedTriggers.Select(trigger => TransitionTable.Next(here, trigger).Next));
        }

        return int.MaxValue;
    }

    private static Participation Walk(Divergence apart)
    {
        Participation participation = Request(apart.MeterAccessOutstanding ? MeterAccess.Required : MeterAccess.NotRequired);
        foreach (string name in apart.Triggers.SkipLast(1))
        {
            Assert.True(WireNames.TryParse(name, out Trigger trigger));
            participation = participation.ApplyOrThrow(trigger, participation.TimeUpdated);
        }

        return participation;
    }

    private static Participation Request(MeterAccess access) =>
        Participation.Request(new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" }, access, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static void Remove(JsonArray array, Func<JsonNode?, bool> isUnwanted)
    {
        foreach (JsonNode? item in array.Where(isUnwanted).ToArray())
            array.Remove(item);
    }
}
