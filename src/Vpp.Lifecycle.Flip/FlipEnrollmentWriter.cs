using System.Text.Json;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Writes an enrollment's members in their order, null where there is no value.</summary>
internal static class FlipEnrollmentWriter
{
    internal static void Write(Utf8JsonWriter writer, FlipEnrollment enrollment)
    {
        writer.WriteStartObject();
        writer.WriteTime(CreatedAt, enrollment.CreatedTicks);
        writer.WriteStartArray(Devices);
        foreach (FlipDevice device in enrollment.Devices)
            WriteDevice(writer, device);
        writer.WriteEndArray();
        writer.WriteTime(EnrolledAt, enrollment.EnrolledTicks);
        writer.WriteString(Id, enrollment.Id);
        writer.WriteStartArray(ProgramSpecificAttributes);
        foreach (FlipProgramFact attribute in enrollment.ProgramSpecificAttributes)
            WriteAttribute(writer, attribute);
        writer.WriteEndArray();
        writer.WritePropertyName(Site);
        WriteSite(writer, enrollment.Site);
        writer.WriteString(Status, WireText<FlipEnrollmentStatus>.Of(enrollment.Status));
        writer.WriteString(StatusReason, enrollment.StatusReason);
        writer.WriteTime(UnenrolledAt, enrollment.UnenrolledTicks);
        writer.WriteTime(UpdatedAt, enrollment.UpdatedTicks);
        writer.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter writer, FlipDevice device)
    {
        writer.WriteStartObject();
        WriteAttributes(writer, device.Attributes);
        WriteConfiguration(writer, device.Configuration);
        writer.WriteTime(CreatedAt, UtcTime.TicksOrNone(device.CreatedAt));
        writer.WriteString(Id, device.Id);
        writer.WriteTime(InstallDate, UtcTime.TicksOrNone(device.InstallDate));
        writer.WriteString(ManufacturerName, device.ManufacturerName);
        writer.WriteString(ProductName, device.ProductName);
        writer.WriteString(SerialNumber, device.SerialNumber);
        writer.WriteString(SiteId, device.SiteId);
        writer.WriteString(FlipMembers.Type, device.Type);
        writer.WriteTime(UpdatedAt, UtcTime.TicksOrNone(device.UpdatedAt));
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, FlipDeviceAttributes? attributes)
    {
        if (attributes is null)
        {
            writer.WriteNull(Attributes);
            return;
        }

        writer.WriteStartObject(Attributes);
        WriteNumber(writer, BatteryCapacityWh, attributes.BatteryCapacityWh);
        WriteNumber(writer, BatteryPowerInputW, attributes.BatteryPowerInputW);
        WriteNumber(writer, BatteryPowerOutputW, attributes.BatteryPowerOutputW);
        writer.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter writer, FlipDeviceConfiguration? configuration)
    {
        if (configuration is null)
        {
            writer.WriteNull(FlipMembers.Configuration);
            return;
        }

        writer.WriteStartObject(FlipMembers.Configuration);
        WriteNumber(writer, ReservePercentage, configuration.ReservePercentage);
        writer.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, FlipProgramFact attribute)
    {
        writer.WriteStartObject();
        writer.WriteString(Name, attribute.Name);
        writer.WriteString(FlipMembers.Type, attribute.Type);
        writer.WriteString(Value, attribute.Value);
        writer.WriteEndObject();
    }

    private static void WriteSite(Utf8JsonWriter writer, FlipSite site)
    {
        writer.WriteStartObject();
        writer.WriteString(City, site.City);
        writer.WriteString(CompanyName, site.CompanyName);
        writer.WriteTime(CreatedAt, UtcTime.TicksOrNone(site.CreatedAt));
        writer.WriteString(Email, site.Email);
        writer.WriteString(FirstName, site.FirstName);
        writer.WriteStartArray(Groups);
        foreach (FlipGroup group in site.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString(Id, group.Id);
            writer.WriteString(Name, group.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString(Id, site.Id);
        writer.WriteString(LastName, site.LastName);
        writer.WriteString(ServiceAccountId, site.ServiceAccountId);
        writer.WriteString(StateCode, site.StateCode);
        writer.WriteString(StreetAddress, site.StreetAddress);
        writer.WriteString(StreetAddress2, site.StreetAddress2);
        writer.WriteTime(UpdatedAt, UtcTime.TicksOrNone(site.UpdatedAt));
        writer.WriteString(ZipCode, site.ZipCode);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonEncodedText member, decimal? number)
    {
        if (number is { } value)
            writer.WriteNumber(member, value);
        else
            writer.WriteNull(member);
    }
}
