using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Events;

/// <summary>
/// Positions of the feed as clients have them: the feed's own text, which later positions are greater than, a full stop, and eight digits that are the account's and mode's. Those let
/// a position that was another's be refused; they keep nothing secret. An earlier build wrote no full stop.
/// </summary>
internal static class EventPosition
{
    private const int TagBytes = 4;
    private const int TagLength = 2 * TagBytes;

    // Before every digit: where one position is the beginning of another, which has a place in a further database, it is the smaller text.
    private const char Separator = '.';

    public static string Write(FeedPosition position, Caller caller) => $"{position}{Separator}{TagOf(caller)}";

    /// <summary>Reads a position that was given to the caller.</summary>
    /// <param name="text">The text.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="position">The position.</param>
    /// <param name="fault">What is wrong with it; null when nothing is.</param>
    public static bool TryRead(string text, Caller caller, out FeedPosition position, out string? fault)
    {
        position = default;
        ReadOnlySpan<char> ofFeed = text.AsSpan(0, Math.Max(0, text.Length - TagLength));
        if (ofFeed is [.., Separator])
            ofFeed = ofFeed[..^1];
        fault = !FeedPosition.TryParse(ofFeed, out position)
            ? "It is no position. Allowed: what an entry has as its position, or a page as next."
            : !text.EndsWith(TagOf(caller), StringComparison.Ordinal) ? "It is a position of another account, or of its other mode. Allowed: positions that this key was given."
            : null;
        return fault is null;
    }

    private static string TagOf(Caller caller) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.KeyScope)).AsSpan(0, TagBytes));
}
