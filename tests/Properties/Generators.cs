using FsCheck;
using FsCheck.Fluent;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Tests.Properties.Flip;
using Vpp.Lifecycle.Tests.Properties.Json;
using Vpp.Lifecycle.Tests.Properties.Paging;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>What the properties are asked of, by type: how cases are made, and how one that fails is made shorter.</summary>
public static class Generators
{
    public static Arbitrary<Quantile> Quantiles { get; } = Gen.Choose(1, 1000).Select(thousandths => new Quantile(thousandths)).ToArbitrary();

    /// <summary>Visits that are over after no time, before they began, after some time; and some that go on.</summary>
    public static Arbitrary<StateVisit> Visits { get; } =
        (from state in Gen.Elements(Enum.GetValues<ParticipationState>())
         from ticks in Gen.Frequency((1, Gen.Constant<long?>(null)), (6, Gen.Choose(-3, 40).Select(ticks => (long?)ticks)))
         select new StateVisit(state, ticks is { } lasted ? TimeSpan.FromTicks(lasted) : null)).ToArbitrary();

    public static Arbitrary<Script> Scripts { get; } = Arb.From(Properties.Scripts.Drawn, script => script.Shrink());

    public static Arbitrary<Story> Stories { get; } = Arb.From(Json.Stories.Drawn, story => story.Shorter());

    public static Arbitrary<StoryList> StoryLists { get; } = Arb.From(StoryList.Drawn, list => list.Shorter());

    public static Arbitrary<Walk> Walks { get; } = Arb.From(Walk.Drawn, walk => walk.Shorter());

    public static Arbitrary<Life> Lives { get; } = Arb.From(FlipGenerators.Lives, life => life.Shorter());

    public static Arbitrary<FlipEnrollment> Enrollments { get; } = FlipGenerators.Enrollments.ToArbitrary();

    public static Arbitrary<FlipEnrollmentPatch> Patches { get; } = FlipGenerators.Patches.ToArbitrary();

    public static Arbitrary<FlipError> Errors { get; } = FlipGenerators.Errors.ToArbitrary();
}
