using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>What is wrong with a document, for programs to act on. The codes never change their meaning.</summary>
[JsonConverter(typeof(WireNameConverter<LifecycleJsonError>))]
public enum LifecycleJsonError : byte
{
    /// <summary>The text is no JSON value, is nested too deeply, or is ill-formed (bad UTF-8, a lone surrogate).</summary>
    MalformedJson,

    /// <summary>A member that is needed is not there.</summary>
    MissingMember,

    /// <summary>A member is given twice in one object.</summary>
    DuplicateMember,

    /// <summary>A member's value is of the wrong type, or none of the values allowed.</summary>
    InvalidValue,

    /// <summary>Each value is allowed, but together they contradict the lifecycle.</summary>
    BrokenInvariant,
}
