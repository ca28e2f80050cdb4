using System.Net;
using System.Text.Json.Nodes;
using EnrolmentService;
using EnrolmentService.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[Collection(Services.Collection)]
public sealed class OpenApiTests(Services services)
{
    [Fact]
    public async Task The_document_is_valid_OpenAPI()
    {
        using ServiceClient client = services.On(Services.Sqlite).Process.Client(key: null);
        ReadResult read = OpenApiDocument.Parse((await client.GetAsync("openapi/v1.json")).Text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        using WebApplication app = ServiceHost.Build([]);
        // HEAD is GET without the body, and the pages to browse the document are not part of the interface.
        IEnumerable<string> routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.Contains("scalar", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));
        JsonObject document = await DocumentAsync();
        IEnumerable<string> described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_values_are_those_of_the_library()
    {
        JsonNode schemas = (await DocumentAsync())["components"]!["schemas"]!;
        Assert.Equal(LifecycleSpecification.States.Select(state => state.State.ToWireName()), Values("State"));
        Assert.Equal(LifecycleSpecification.Reasons.Select(reason => reason.Reason.ToWireName()), Values("SuspensionReason"));
        Assert.Equal(LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName()), Values("Trigger"));
        Assert.Equal(Enum.GetValues<Outcome>().Select(outcome => outcome.ToWireName()).Order(StringComparer.Ordinal), Values("Outcome").Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<FlipEnrollmentStatus>().Select(status => status.ToWireName()), Values("EnrollmentStatus"));

        IEnumerable<string> Values(string schema) => schemas[schema]!["enum"]!.AsArray().Select(value => value!.ToString());
    }

    [Fact]
    public async Task Its_limits_are_those_of_the_service()
    {
        JsonObject document = await DocumentAsync();
        foreach (string name in new[] { "CreateRequest", "AmendRequest", "EventRequest", "BulkRequest", "EnrollmentPatch" })
        {
            foreach ((string member, JsonNode? schema) in document["components"]!["schemas"]![name]!["properties"]!.AsObject())
            {
                bool isText = schema!["type"]?.ToJsonString().Contains("string", StringComparison.Ordinal) == true && schema["enum"] is null && schema["format"] is null;
                int? longest = !isText ? null : member is "note" or "status_reason" ? TextRules.LongestText : TextRules.LongestIdentifier;
                Assert.True(longest == (int?)schema["maxLength"], $"{name}.{member}: {schema.ToJsonString()}");
            }
        }
    }

    [Fact]
    public async Task What_is_answered_is_what_is_described()
    {
        JsonObject document = await DocumentAsync();
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        (string Operation, Reply Reply)[] answers =
        [
            .. await DescribedRequests.SendAllAsync(service, service.Process.Address),
            ("post /vpp-participations", await client.PostAsync("vpp-participations", "{")),
        ];
        foreach ((string operation, Reply reply) in answers)
            AssertDescribed(document, operation, reply);
        IEnumerable<string> all = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}"));
        Assert.Empty(all.Except(answers.Select(answer => answer.Operation)));
    }

    [Theory]
    [InlineData("current_state", null)]
    [InlineData("current_state", "\"SLEEPING\"")]
    [InlineData("colour", "\"blue\"")]
    [InlineData("timeline", "[]")]
    [InlineData("time_updated", "\"yesterday\"")]
    public async Task An_answer_that_is_not_described_is_found(string member, string? value)
    {
        JsonObject document = await DocumentAsync();
        RunningService service = services.On(Services.Sqlite);
        using ServiceClient client = service.Client();
        JsonObject answer = (await client.GetAsync($"vpp-participations/{await service.EnrolAsync(client)}")).Json;
        JsonObject schema = document["components"]!["schemas"]!["Participation"]!.AsObject();
        Assert.Empty(SchemaCheck.Faults(document, schema, answer));

        answer.Remove(member);
        if (value is not null)
            answer[member] = JsonNode.Parse(value);

        Assert.Contains(SchemaCheck.Faults(document, schema, answer), fault => fault.Contains(member, StringComparison.Ordinal));
    }

    private static void AssertDescribed(JsonObject document, string operation, Reply reply)
    {
        string[] parts = operation.Split(' ');
        JsonNode? response = document["paths"]![parts[1]]![parts[0]]!["responses"]![((int)reply.Status).ToString(System.Globalization.CultureInfo.InvariantCulture)];
        Assert.True(response is not null, $"{operation} answered {reply}, which is not described.");
        string mediaType = reply.Headers["Content-Type"].Split(';')[0];
        JsonNode? content = response["content"]![mediaType];
        Assert.True(content is not null, $"{operation} answered {mediaType}, which is not described.");
        if (mediaType.EndsWith("json", StringComparison.Ordinal))
        {
            IReadOnlyList<string> faults = SchemaCheck.Faults(document, content["schema"]!.AsObject(), reply.Json);
            Assert.True(faults.Count == 0, $"{operation} {(int)reply.Status}: {string.Join("; ", faults)}");
        }

        foreach ((string header, JsonNode? described) in response["headers"]?.AsObject() ?? [])
            Assert.True(reply.Headers.ContainsKey(header) || described!["required"]?.GetValue<bool>() != true, $"{operation}: the header {header} is missing.");
        foreach (string header in new[] { "ETag", "Link", "Location", "Vpp-Outcome", "Retry-After", "WWW-Authenticate" }.Where(reply.Headers.ContainsKey))
            Assert.True(response["headers"]?[header] is not null, $"{operation} {(int)reply.Status}: the header {header} is not described.");
    }

    private async Task<JsonObject> DocumentAsync()
    {
        using ServiceClient client = services.On(Services.Sqlite).Process.Client(key: null);
        Reply reply = await client.GetAsync("openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return reply.Json;
    }
}
