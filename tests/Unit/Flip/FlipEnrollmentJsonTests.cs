using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipEnrollmentJsonTests
{
    [Fact]
    public void The_documents_example_is_read_as_it_stands()
    {
        FlipEnrollment enrollment = FlipEnrollment.Parse(FlipDocuments.Enrollment);
        var time = new DateTimeOffset(2019, 8, 24, 14, 15, 22, TimeSpan.Zero);

        Assert.Equal("497f6eca-6276-4993-bfeb-53cbbbba6f08", enrollment.Id);
        Assert.Equal(FlipEnrollmentStatus.Created, enrollment.Status);
        Assert.Equal("string", enrollment.StatusReason);
        Assert.Equal((time, time, time, time), (enrollment.CreatedAt, enrollment.EnrolledAt, enrollment.UnenrolledAt, enrollment.UpdatedAt));
        Assert.Equal(
            new FlipDevice
            {
                Attributes = new FlipDeviceAttributes { BatteryCapacityWh = 15000, BatteryPowerInputW = 6000, BatteryPowerOutputW = 7500 },
                Configuration = new FlipDeviceConfiguration { ReservePercentage = 20 },
                CreatedAt = time,
                Id = "xyz-123",
                InstallDate = new DateTimeOffset(2022, 2, 22, 0, 0, 0, TimeSpan.Zero),
                ManufacturerName = "DeviceMaker",
                ProductName = "Model 1",
                SerialNumber = "123456789",
                SiteId = "abc-789",
                Type = "string",
                UpdatedAt = time,
            },
            Assert.Single(enrollment.Devices));
        Assert.Equal(new FlipProgramFact { Name = "string", Type = "boolean", Value = "string" }, Assert.Single(enrollment.ProgramSpecificAttributes));
        Assert.Equal(
            new FlipSite
            {
                City = "San Francisco",
                CompanyName = "ABC Co.",
                CreatedAt = time,
                Email = "string",
                FirstName = "John",
                Groups = [new FlipGroup { Id = "my-group", Name = "My Group" }],
                Id = "abc-789",
                LastName = "Doe",
                ServiceAccountId = "string",
                StateCode = "CA",
                StreetAddress = "123 Main St",
                StreetAddress2 = "string",
                UpdatedAt = time,
                ZipCode = "88800",
            },
            enrollment.Site);
    }

    [Fact]
    public void The_documents_example_is_written_member_by_member_as_it_stands()
    {
        string written = FlipEnrollment.Parse(FlipDocuments.Enrollment).ToJson();
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(FlipDocuments.Enrollment).RootElement), written);
        Assert.Equal(written, Encoding.UTF8.GetString(FlipEnrollment.Parse(Encoding.UTF8.GetBytes(FlipDocuments.Enrollment)).ToUtf8Bytes()));
    }

    [Fact]
    public void What_has_no_value_is_written_as_null_or_as_an_empty_list()
    {
        FlipEnrollment enrollment = FlipEnrollment.From(FlipExample.Requested, new FlipEnrollmentDetails { Site = new FlipSite { Id = "ö" }, Devices = [new FlipDevice { Id = "d" }] });
        Assert.Equal(
            """
            {"created_at":"2026-03-01T09:30:00Z","devices":[{"attributes":null,"configuration":null,"created_at":null,"id":"d","install_date":null,"manufacturer_name":null,
            "product_name":null,"serial_number":null,"site_id":null,"type":null,"updated_at":null}],"enrolled_at":null,"id":"497f6eca-6276-4993-bfeb-53cbbbba6f08",
            "program_specific_attributes":[],"site":{"city":null,"company_name":null,"created_at":null,"email":null,"first_name":null,"groups":[],"id":"ö","last_name":null,
            "service_account_id":null,"state_code":null,"street_address":null,"street_address2":null,"updated_at":null,"zip_code":null},
            "status":"CREATED","status_reason":null,"unenrolled_at":null,"updated_at":"2026-03-01T09:30:00Z"}
            """.Replace("\n", "", StringComparison.Ordinal),
            enrollment.ToJson());
        Assert.Equal(enrollment, FlipEnrollment.Parse(enrollment.ToJson()));
    }

    [Fact]
    public void What_may_be_missing_is_read_as_nothing()
    {
        const string Short = """{"id":"e","status":"ACTIVE","created_at":"2026-01-01T00:00:00+01:00","updated_at":"2026-01-01T00:00:00Z","site":{"id":"s","groups":null},"devices":null,"colour":[1,{"a":2}]}""";
        FlipEnrollment enrollment = FlipEnrollment.Parse(Short);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero), enrollment.CreatedAt);
        Assert.Empty(enrollment.Devices);
        Assert.Empty(enrollment.ProgramSpecificAttributes);
        Assert.Empty(enrollment.Site.Groups);
        Assert.Null(enrollment.EnrolledAt);
    }

    [Theory]
    [InlineData("id", "$: The member \"id\" is missing.")]
    [InlineData("status", "$: The member \"status\" is missing.")]
    [InlineData("site", "$: The member \"site\" is missing.")]
    [InlineData("created_at", "$: The member \"created_at\" is missing.")]
    [InlineData("updated_at", "$: The member \"updated_at\" is missing.")]
    public void What_must_be_there_is_missed(string member, string message)
    {
        JsonNode document = JsonNode.Parse(FlipDocuments.Enrollment)!;
        document.AsObject().Remove(member);
        Assert.Equal(message, Rejected(document.ToJsonString()).Message);
    }

    [Theory]
    [InlineData("\"status\": \"CREATED\"", "\"status\": \"DONE\"", "$.status", "CREATED, ACTIVE, NEEDS_ACTION, PENDING, REJECTED, UNENROLLED, SUBMITTED, PAUSED")]
    [InlineData("\"name\": \"My Group\"", "\"name\": 7", "$.site.groups[0].name", "")]
    [InlineData("\"battery_capacity_wh\": 15000", "\"battery_capacity_wh\": 1e400", "$.devices[0].attributes.battery_capacity_wh", "")]
    [InlineData("\"reserve_percentage\": 20", "\"reserve_percentage\": \"20\"", "$.devices[0].configuration.reserve_percentage", "")]
    [InlineData("\"install_date\": \"2022-02-22T00:00:00Z\"", "\"install_date\": \"2022-02-22\"", "$.devices[0].install_date", "")]
    [InlineData("\"id\": \"xyz-123\"", "\"id\": \"\"", "$.devices[0].id", "")]
    [InlineData("\"value\": \"string\"", "\"value\": true", "$.program_specific_attributes[0].value", "")]
    [InlineData("\"city\": \"San Francisco\"", "\"id\": \"again\"", "$.site.id", "")]
    public void What_is_wrong_is_named_with_its_place(string right, string wrong, string path, string allowed)
    {
        Assert.Contains(right, FlipDocuments.Enrollment, StringComparison.Ordinal);
        LifecycleJsonException rejected = Rejected(FlipDocuments.Enrollment.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(path, rejected.Path);
        Assert.Equal(allowed, string.Join(", ", rejected.Allowed));
        Assert.StartsWith(path, rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_keep_their_fraction()
    {
        FlipEnrollment enrollment = FlipEnrollment.Parse(FlipDocuments.Enrollment.Replace("15000", "13500.50", StringComparison.Ordinal));
        Assert.Equal(13500.5m, enrollment.Devices[0].Attributes!.BatteryCapacityWh);
        Assert.Contains("\"battery_capacity_wh\":13500.50,", enrollment.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hosts_serializer_reads_and_writes_it_the_same()
    {
        FlipEnrollment enrollment = FlipEnrollment.Parse(FlipDocuments.Enrollment);
        string inside = JsonSerializer.Serialize(new Dictionary<string, FlipEnrollment> { ["enrollment"] = enrollment });

        Assert.Equal($"{{\"enrollment\":{enrollment.ToJson()}}}", inside);
        Assert.Equal(enrollment, JsonSerializer.Deserialize<Dictionary<string, FlipEnrollment>>(inside)!["enrollment"]);
        Assert.Equal("\"NEEDS_ACTION\"", JsonSerializer.Serialize(FlipEnrollmentStatus.NeedsAction));
        Assert.Equal(FlipEnrollmentStatus.NeedsAction, JsonSerializer.Deserialize<FlipEnrollmentStatus>("\"NEEDS_ACTION\""));
    }

    private static LifecycleJsonException Rejected(string json) => Assert.Throws<LifecycleJsonException>(() => FlipEnrollment.Parse(json));
}
