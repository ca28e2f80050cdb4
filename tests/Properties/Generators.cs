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
    public static Arbitrary<Script> Scripts { get; } = Arb.From(Properties.Scripts.Drawn, script => script.Shrink());

    public static Arbitrary<Story> Stories { get; } = Arb.From(Json.Stories.Drawn, story => story.Shorter());

    public static Arbitrary<StoryList> StoryLists { get; } = Arb.From(StoryList.Drawn, list => list.Shorter());

    public static Arbitrary<Walk> Walks { get; } = Arb.From(Walk.Drawn, walk => walk.Shorter());

    public static Arbitrary<Life> Lives { get; } = Arb.From(FlipGenerators.Lives, life => life.Shorter());

    public static Arbitrary<FlipEnrollment> Enrollments { get; } = FlipGenerators.Enrollments.ToArbitrary();

    public static Arbitrary<FlipEnrollmentPatch> Patches { get; } = FlipGenerators.Patches.ToArbitrary();

    public static Arbitrary<FlipError> Errors { get; } = FlipGenerators.Errors.ToArbitrary();
}
