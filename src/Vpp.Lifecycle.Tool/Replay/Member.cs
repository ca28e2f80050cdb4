namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>A member of a line, there or not.</summary>
/// <param name="Path">Its name, for people; of a member of an object within the line, that of the object and a point before it.</param>
/// <param name="Value">Where its value is.</param>
internal readonly record struct Member(string Path, ValuePlace Value);
