namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>Texts that are no UTF-16, with the lone surrogate and where it stands. In code, since attributes cannot hold them.</summary>
internal static class IllFormed
{
    public static readonly (string Text, string Surrogate, int Index)[] Texts =
    [
        ("\uD83D", "D83D", 0),
        ("\uDE00", "DE00", 0),
        ("half \uDE00", "DE00", 5),
        ("half \uD83D!", "D83D", 5),
        ("\uD83D\uDE00\uD83D\uD83D\uDE00", "D83D", 2),
        ("\uDE00\uD83D", "DE00", 0),
    ];
}
