using System.Text;
using Vpp.Lifecycle.Tool.Replay;

namespace Vpp.Lifecycle.Tests.Tool.Replay;

public class ParticipationIndexTests
{
    [Fact]
    public void Numbers_identifiers_of_any_length_in_the_order_added()
    {
        byte[][] ids =
        [
            .. Enumerable.Range(0, 100_000).Select(number => Encoding.UTF8.GetBytes($"vpp_{number}")),
            .. Enumerable.Range(0, 300).Select(length => Encoding.UTF8.GetBytes(new string('a', length))),
            .. new[] { 65_531, 65_532, 65_533, 65_536, 65_537, 200_000 }.Select(length => Encoding.UTF8.GetBytes(new string('b', length))),
            .. Enumerable.Range(0, 1_000).Select(number => new byte[] { 0, (byte)number, (byte)(number >> 8) }),
        ];
        var index = new ParticipationIndex();

        for (int number = 0; number < ids.Length; number++)
        {
            Assert.Equal(ParticipationIndex.NotFound, index.Find(ids[number]));
            Assert.Equal(number, index.Add(ids[number]));
        }

        Assert.Equal(ids.Length, index.Count);
        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select(id => index.Find(id)));
        Assert.Equal(ParticipationIndex.NotFound, index.Find("vpp_100000"u8));
        Assert.Equal(ParticipationIndex.NotFound, index.Find("VPP_1"u8));
    }
}
