namespace Vpp.Lifecycle.Json;

/// <summary>Reads one value of a kind, with the cursor at its first token before and at its last one after.</summary>
internal delegate T ReadValue<out T>(ref JsonCursor cursor);
