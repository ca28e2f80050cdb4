using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads a device.</summary>
internal static class FlipDeviceReader
{
    private static readonly MemberTable Table = new(
        (Attributes, 0), (FlipMembers.Configuration, 1), (CreatedAt, 2), (Id, 3), (InstallDate, 4), (ManufacturerName, 5), (ProductName, 6),
        (SerialNumber, 7), (SiteId, 8), (FlipMembers.Type, 9), (UpdatedAt, 10));

    private static readonly MemberTable AttributesTable = new((BatteryCapacityWh, 0), (BatteryPowerInputW, 1), (BatteryPowerOutputW, 2));
    private static readonly MemberTable ConfigurationTable = new((ReservePercentage, 0));

    internal static FlipDevice Read(ref JsonCursor cursor)
    {
        string id = "";
        string? manufacturer = null, product = null, serialNumber = null, siteId = null, type = null;
        FlipDeviceAttributes? attributes = null;
        FlipDeviceConfiguration? configuration = null;
        long createdAt = UtcTime.None, installedAt = UtcTime.None, updatedAt = UtcTime.None;

        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: attributes = ReadAttributes(ref cursor); break;
                case 1: configuration = ReadConfiguration(ref cursor); break;
                case 2: createdAt = cursor.OptionalTime(); break;
                case 3: id = cursor.Identifier(); break;
                case 4: installedAt = cursor.OptionalTime(); break;
                case 5: manufacturer = cursor.OptionalString(); break;
                case 6: product = cursor.OptionalString(); break;
                case 7: serialNumber = cursor.OptionalString(); break;
                case 8: siteId = cursor.OptionalString(); break;
                case 9: type = cursor.OptionalString(); break;
                case 10: updatedAt = cursor.OptionalTime(); break;
            }
        }

        cursor.RequireSeen(progress, 3);
        return new FlipDevice
        {
            Attributes = attributes,
            Configuration = configuration,
            CreatedAt = UtcTime.FromTicksOrNone(createdAt),
            Id = id,
            InstallDate = UtcTime.FromTicksOrNone(installedAt),
            ManufacturerName = manufacturer,
            ProductName = product,
            SerialNumber = serialNumber,
            SiteId = siteId,
            Type = type,
            UpdatedAt = UtcTime.FromTicksOrNone(updatedAt),
        };
    }

    private static FlipDeviceAttributes? ReadAttributes(ref JsonCursor cursor)
    {
        if (cursor.IsNull)
            return null;
        decimal? capacity = null, input = null, output = null;
        ObjectProgress progress = cursor.StartObject(AttributesTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: capacity = cursor.OptionalDecimal(); break;
                case 1: input = cursor.OptionalDecimal(); break;
                case 2: output = cursor.OptionalDecimal(); break;
            }
        }

        return new FlipDeviceAttributes { BatteryCapacityWh = capacity, BatteryPowerInputW = input, BatteryPowerOutputW = output };
    }

    private static FlipDeviceConfiguration? ReadConfiguration(ref JsonCursor cursor)
    {
        if (cursor.IsNull)
            return null;
        decimal? reserve = null;
        ObjectProgress progress = cursor.StartObject(ConfigurationTable);
        while (cursor.NextMember(ref progress, out _))
            reserve = cursor.OptionalDecimal();
        return new FlipDeviceConfiguration { ReservePercentage = reserve };
    }
}
