namespace Vpp.Lifecycle.Tests.Unit.Flip;

/// <summary>The examples of the source document, as they stand there.</summary>
internal static class FlipDocuments
{
    internal const string Enrollment =
        """
        {
          "created_at": "2019-08-24T14:15:22Z",
          "devices": [
            {
              "attributes": {
                "battery_capacity_wh": 15000,
                "battery_power_input_w": 6000,
                "battery_power_output_w": 7500
              },
              "configuration": {
                "reserve_percentage": 20
              },
              "created_at": "2019-08-24T14:15:22Z",
              "id": "xyz-123",
              "install_date": "2022-02-22T00:00:00Z",
              "manufacturer_name": "DeviceMaker",
              "product_name": "Model 1",
              "serial_number": "123456789",
              "site_id": "abc-789",
              "type": "string",
              "updated_at": "2019-08-24T14:15:22Z"
            }
          ],
          "enrolled_at": "2019-08-24T14:15:22Z",
          "id": "497f6eca-6276-4993-bfeb-53cbbbba6f08",
          "program_specific_attributes": [
            {
              "name": "string",
              "type": "boolean",
              "value": "string"
            }
          ],
          "site": {
            "city": "San Francisco",
            "company_name": "ABC Co.",
            "created_at": "2019-08-24T14:15:22Z",
            "email": "string",
            "first_name": "John",
            "groups": [
              {
                "id": "my-group",
                "name": "My Group"
              }
            ],
            "id": "abc-789",
            "last_name": "Doe",
            "service_account_id": "string",
            "state_code": "CA",
            "street_address": "123 Main St",
            "street_address2": "string",
            "updated_at": "2019-08-24T14:15:22Z",
            "zip_code": "88800"
          },
          "status": "CREATED",
          "status_reason": "string",
          "unenrolled_at": "2019-08-24T14:15:22Z",
          "updated_at": "2019-08-24T14:15:22Z"
        }
        """;

    internal const string Error =
        """
        {
          "code": "string",
          "detail": [
            {
              "loc": [
                "string"
              ],
              "msg": "string",
              "type": "string"
            }
          ],
          "errors": [
            {
              "message": "string",
              "path": "string"
            }
          ],
          "message": "string",
          "status_code": 0
        }
        """;
}
