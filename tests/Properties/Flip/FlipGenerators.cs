using FsCheck;
using FsCheck.Fluent;
using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Properties.Flip;

/// <summary>Whatever a host, an operator or a customer can bring about.</summary>
internal static class FlipGenerators
{
    // Letters of one to four UTF-8 bytes, and those that JSON escapes.
    internal static readonly Gen<string> Words = Gen.Elements("a", "Z", "7", " ", "é", "’", "電", "☀️", "𝄞", "\"", "\\", "\n", "\t", "<", "+", "\u2028")
        .ListOf()
        .Select(letters => string.Concat(letters));

    internal static readonly Gen<string> Identifiers = Words.Select(words => $"id{words.ReplaceLineEndings("").Replace("\t", "", StringComparison.Ordinal)}");

    internal static readonly Gen<FlipEnrollmentPatch> Patches =
        from groups in Optional(Identifiers.ListOf())
        from status in Gen.Elements<FlipEnrollmentStatus?>([null, .. Enum.GetValues<FlipEnrollmentStatus>()])
        from reason in Optional(Words)
        select new FlipEnrollmentPatch { GroupIds = groups, Status = status, StatusReason = reason };

    internal static readonly Gen<FlipError> Errors =
        from status in Gen.Choose(400, 599)
        from code in Words
        from message in Words
        from details in (from loc in Words.ListOf() from msg in Words from type in Words select new FlipErrorDetail(loc, msg, type)).ListOf()
        from entries in (from text in Words from path in Words select new FlipErrorEntry(text, path)).ListOf()
        select new FlipError(status, code, message, details, entries);

    internal static readonly Gen<Life> Lives = Gen.Choose(0, 1_000).ListOf().Select(Life.Chosen);

    internal static readonly Gen<FlipEnrollment> Enrollments =
        from life in Lives
        from details in Details()
        from reason in Optional(Words)
        select FlipEnrollment.From(life.End, details, string.IsNullOrEmpty(reason) ? null : FlipStatusReason.From(reason, life.End));

    private static Gen<FlipEnrollmentDetails> Details() =>
        from site in Sites()
        from devices in Devices().ListOf()
        from facts in (from name in Identifiers from type in Optional(Words) from value in Optional(Words) select new FlipProgramFact { Name = name, Type = type, Value = value }).ListOf()
        from updatedAt in Times()
        select new FlipEnrollmentDetails { Site = site, Devices = devices, ProgramSpecificAttributes = facts, UpdatedAt = updatedAt };

    private static Gen<FlipSite> Sites() =>
        from texts in Optional(Words).ArrayOf(10)
        from id in Identifiers
        from groups in (from groupId in Identifiers from name in Optional(Words) select new FlipGroup { Id = groupId, Name = name }).ListOf()
        from times in Times().ArrayOf(2)
        select new FlipSite
        {
            City = texts[0],
            CompanyName = texts[1],
            CreatedAt = times[0],
            Email = texts[2],
            FirstName = texts[3],
            Groups = groups,
            Id = id,
            LastName = texts[4],
            ServiceAccountId = texts[5],
            StateCode = texts[6],
            StreetAddress = texts[7],
            StreetAddress2 = texts[8],
            UpdatedAt = times[1],
            ZipCode = texts[9],
        };

    private static Gen<FlipDevice> Devices() =>
        from numbers in Numbers().ArrayOf(4)
        from has in Gen.Elements(true, false).ArrayOf(2)
        from texts in Optional(Words).ArrayOf(5)
        from id in Identifiers
        from times in Times().ArrayOf(3)
        select new FlipDevice
        {
            Attributes = has[0] ? new FlipDeviceAttributes { BatteryCapacityWh = numbers[0], BatteryPowerInputW = numbers[1], BatteryPowerOutputW = numbers[2] } : null,
            Configuration = has[1] ? new FlipDeviceConfiguration { ReservePercentage = numbers[3] } : null,
            CreatedAt = times[0],
            Id = id,
            InstallDate = times[1],
            ManufacturerName = texts[0],
            ProductName = texts[1],
            SerialNumber = texts[2],
            SiteId = texts[3],
            Type = texts[4],
            UpdatedAt = times[2],
        };

    private static Gen<DateTimeOffset?> Times() =>
        Gen.Frequency(
            (1, Gen.Constant<DateTimeOffset?>(null)),
            (1, Gen.Elements<DateTimeOffset?>(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)),
            (8, from days in Gen.Choose(0, 2_900_000)
                from ticks in Gen.Choose(0, int.MaxValue)
                from hours in Gen.Choose(-14, 14)
                select (DateTimeOffset?)new DateTimeOffset(new DateTime(1900, 1, 1).AddDays(days).AddTicks(ticks), TimeSpan.FromHours(hours))));

    private static Gen<decimal?> Numbers() =>
        Gen.Frequency(
            (1, Gen.Constant<decimal?>(null)),
            (1, Gen.Elements<decimal?>(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, -0.0m, 1.50m)),
            (8, from number in Gen.Choose(int.MinValue, int.MaxValue) from scale in Gen.Choose(0, 6) select (decimal?)new decimal(number & int.MaxValue, 0, 0, number < 0, (byte)scale)));

    private static Gen<T?> Optional<T>(Gen<T> some)
        where T : class =>
        Gen.Frequency((1, Gen.Constant<T?>(null)), (4, some.Select(value => (T?)value)));
}
