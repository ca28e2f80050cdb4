namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Where in a block a text is.</summary>
/// <param name="Start">Its first byte, counted from the beginning of the log's own bytes; behind those, of what was rewritten.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct TextRange(int Start, int Length);
