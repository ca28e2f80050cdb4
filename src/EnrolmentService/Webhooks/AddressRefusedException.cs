namespace EnrolmentService.Webhooks;

/// <summary>A name has only addresses that webhooks are not sent to.</summary>
internal sealed class AddressRefusedException(string host) : Exception($"{host} has no address of the public internet.");
