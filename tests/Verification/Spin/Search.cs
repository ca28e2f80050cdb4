namespace Vpp.Lifecycle.Tests.Verification.Spin;

/// <summary>What a verifier found.</summary>
internal sealed record Search(int Errors, int StatesStored, int Transitions, bool IsExhaustive, string Report);
