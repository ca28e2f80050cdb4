using Vpp.Lifecycle.Benchmarks.Peers;

namespace Vpp.Lifecycle.Tests.Unit.Benchmarks;

public class PeersTests
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    [Fact]
    public void The_hand_written_switch_does_what_the_table_says_of_every_pair()
    {
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (Trigger trigger in Triggers)
            {
                Step expected = TransitionTable.Next(configuration, trigger);
                HandWrittenParticipation participation = HandWrittenParticipation.Of(configuration);

                Outcome outcome = participation.Fire(trigger);

                Assert.Equal((configuration, trigger, expected.Outcome), (configuration, trigger, outcome));
                Assert.Equal((configuration, trigger, HandWrittenParticipation.Of(expected.Next)), (configuration, trigger, participation));
            }
        }
    }

    [Fact]
    public void The_dictionary_holds_each_transition_that_depends_on_state_and_trigger_alone_and_no_other()
    {
        var expected =
            from state in Enum.GetValues<ParticipationState>()
            from trigger in Triggers
            let steps = Configuration.All.Where(configuration => configuration.State == state)
                .Select(configuration => TransitionTable.Next(configuration, trigger))
                .Select(step => (step.Outcome, step.Next.State))
                .Distinct()
                .ToArray()
            where steps.Length == 1 && steps[0].Outcome == Outcome.Transitioned
            select (state, trigger, next: steps[0].State);

        Assert.Equal(
            expected,
            TransitionPairs.Next.Select(pair => (pair.Key.State, pair.Key.Trigger, pair.Value)).OrderBy(pair => pair.State).ThenBy(pair => pair.Trigger));
    }

    [Fact]
    public void Stateless_does_what_the_dictionary_says_of_every_state_and_trigger()
    {
        var stateless = new StatelessPeer();
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            foreach (Trigger trigger in Triggers)
            {
                bool isFound = TransitionPairs.Next.TryGetValue((state, trigger), out ParticipationState next);

                Outcome outcome = stateless.Fire(state, trigger);

                Assert.Equal((state, trigger, isFound ? Outcome.Transitioned : Outcome.Rejected), (state, trigger, outcome));
                Assert.Equal((state, trigger, isFound ? next : state), (state, trigger, stateless.State));
            }
        }
    }

    [Fact]
    public void XOR_in_place_changes_every_byte_that_fills_a_vector()
    {
        foreach (Action<byte[], byte> xor in (Action<byte[], byte>[])[
            (bytes, pattern) => InPlaceXor.By512Bits(bytes, pattern),
            (bytes, pattern) => InPlaceXor.By512BitsFetchedAhead(bytes, pattern),
            (bytes, pattern) => InPlaceXor.By256Bits(bytes, pattern)])
        {
            byte[] bytes = [.. Enumerable.Range(0, 256).Select(number => (byte)number)];

            xor(bytes, 0b0101_0101);

            Assert.Equal(Enumerable.Range(0, 256).Select(number => (byte)(number ^ 0b0101_0101)), bytes);
        }
    }
}
