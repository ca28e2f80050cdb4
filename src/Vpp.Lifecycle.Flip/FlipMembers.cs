using System.Text.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>The members of everything that is written here, encoded once.</summary>
internal static class FlipMembers
{
    internal static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    internal static readonly JsonEncodedText Devices = JsonEncodedText.Encode("devices");
    internal static readonly JsonEncodedText EnrolledAt = JsonEncodedText.Encode("enrolled_at");
    internal static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    internal static readonly JsonEncodedText ProgramSpecificAttributes = JsonEncodedText.Encode("program_specific_attributes");
    internal static readonly JsonEncodedText Site = JsonEncodedText.Encode("site");
    internal static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    internal static readonly JsonEncodedText StatusReason = JsonEncodedText.Encode("status_reason");
    internal static readonly JsonEncodedText UnenrolledAt = JsonEncodedText.Encode("unenrolled_at");
    internal static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updated_at");
    internal static readonly JsonEncodedText Attributes = JsonEncodedText.Encode("attributes");
    internal static readonly JsonEncodedText Configuration = JsonEncodedText.Encode("configuration");
    internal static readonly JsonEncodedText InstallDate = JsonEncodedText.Encode("install_date");
    internal static readonly JsonEncodedText ManufacturerName = JsonEncodedText.Encode("manufacturer_name");
    internal static readonly JsonEncodedText ProductName = JsonEncodedText.Encode("product_name");
    internal static readonly JsonEncodedText SerialNumber = JsonEncodedText.Encode("serial_number");
    internal static readonly JsonEncodedText SiteId = JsonEncodedText.Encode("site_id");
    internal static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    internal static readonly JsonEncodedText BatteryCapacityWh = JsonEncodedText.Encode("battery_capacity_wh");
    internal static readonly JsonEncodedText BatteryPowerInputW = JsonEncodedText.Encode("battery_power_input_w");
    internal static readonly JsonEncodedText BatteryPowerOutputW = JsonEncodedText.Encode("battery_power_output_w");
    internal static readonly JsonEncodedText ReservePercentage = JsonEncodedText.Encode("reserve_percentage");
    internal static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    internal static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    internal static readonly JsonEncodedText City = JsonEncodedText.Encode("city");
    internal static readonly JsonEncodedText CompanyName = JsonEncodedText.Encode("company_name");
    internal static readonly JsonEncodedText Email = JsonEncodedText.Encode("email");
    internal static readonly JsonEncodedText FirstName = JsonEncodedText.Encode("first_name");
    internal static readonly JsonEncodedText Groups = JsonEncodedText.Encode("groups");
    internal static readonly JsonEncodedText LastName = JsonEncodedText.Encode("last_name");
    internal static readonly JsonEncodedText ServiceAccountId = JsonEncodedText.Encode("service_account_id");
    internal static readonly JsonEncodedText StateCode = JsonEncodedText.Encode("state_code");
    internal static readonly JsonEncodedText StreetAddress = JsonEncodedText.Encode("street_address");
    internal static readonly JsonEncodedText StreetAddress2 = JsonEncodedText.Encode("street_address2");
    internal static readonly JsonEncodedText ZipCode = JsonEncodedText.Encode("zip_code");
    internal static readonly JsonEncodedText GroupIds = JsonEncodedText.Encode("group_ids");
    internal static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    internal static readonly JsonEncodedText Detail = JsonEncodedText.Encode("detail");
    internal static readonly JsonEncodedText Errors = JsonEncodedText.Encode("errors");
    internal static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    internal static readonly JsonEncodedText StatusCode = JsonEncodedText.Encode("status_code");
    internal static readonly JsonEncodedText Loc = JsonEncodedText.Encode("loc");
    internal static readonly JsonEncodedText Msg = JsonEncodedText.Encode("msg");
    internal static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
}
