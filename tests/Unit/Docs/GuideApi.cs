using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Diagrams;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Docs;

public class GuideApi
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answer_with_a_resource()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset now = participation.TimeUpdated;

        #region resource
        ParticipationResource resource = ParticipationResource.From(participation, asOf: now);
        byte[] body = resource.ToUtf8Bytes();                              // or hand the resource to your own serializer:
        string same = JsonSerializer.Serialize(resource);                  // ASP.NET writes it as it is, no settings needed
        #endregion

        Assert.Equal(resource, ParticipationResource.Parse(body));
        Assert.Equal(resource, JsonSerializer.Deserialize<ParticipationResource>(same));
    }

    [Fact]
    public void Export_lines()
    {
        var output = new ArrayBufferWriter<byte>();
        Participation[] participations = [Given.In(ParticipationState.Active), Given.In(ParticipationState.Failed)];
        DateTimeOffset now = Monday;

        #region lines
        ParticipationLines.Write(output, participations, asOf: now);       // an IBufferWriter<byte>: a PipeWriter, for one
        #endregion

        string[] lines = Encoding.UTF8.GetString(output.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(participations.Select(participation => ParticipationResource.From(participation, now)), lines.Select(line => ParticipationResource.Parse(line)));
    }

    [Fact]
    public void Page_a_list()
    {
        KeyValuePair<string, string?>[] parameters = [new("device_id", Given.Details.DeviceId), new("limit", "2")];
        DateTimeOffset now = Monday;
        Participation[] stored =
        [
            .. Enumerable.Range(1, 3).Select(day =>
                Participation.Request(Given.Details with { Id = $"vpp_{day}" }, MeterAccess.NotRequired, Monday.AddDays(day))),
        ];

        #region page
        if (!ParticipationListQuery.TryParse(parameters, out ParticipationListQuery? query, out ParticipationListQueryError? error))
            throw new ArgumentException(error.Message);                    // your 400; error.Parameter is which of them is wrong

        IEnumerable<Participation> fetched = Fetch(query);                 // query.FetchLimit rows, the nearest to query.Cursor first
        ParticipationPage page = ParticipationPage.From(query, fetched);   // has_more is right in both directions
        string body = ParticipationList.From(page, asOf: now, url: "/participations").ToJson();
        #endregion

        using JsonDocument list = JsonDocument.Parse(body);
        Assert.True(list.RootElement.GetProperty("has_more").GetBoolean());
        Assert.Equal("/participations", list.RootElement.GetProperty("url").GetString());
        Assert.Equal(["vpp_3", "vpp_2"], page.Items.Select(item => item.Id));

        IEnumerable<Participation> Fetch(ParticipationListQuery asked) =>
            stored.Where(item => item.Details.DeviceId == asked.DeviceId).Order(ParticipationListOrder.NewestFirst).Take(asked.FetchLimit);
    }

    [Fact]
    public void Patch_from_an_operator()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset now = participation.TimeUpdated;
        string body = """{"status": "PAUSED", "status_reason": "Grid works in the street"}""";
        FlipStatusReason? storedReason = null;
        var details = new FlipEnrollmentDetails { Site = new FlipSite { Id = "site_1" } };
        var answers = new List<string>();
        void Answer(int status, string text) => answers.Add($"{status} {text}");
        void Save(Participation changed, FlipStatusReason? reason) => (participation, storedReason) = (changed, reason);

        #region patch
        FlipEnrollmentPatch patch = FlipEnrollmentPatch.Parse(body);       // what it throws, FlipError.From turns into a 422
        FlipPatchResult result = FlipEnrollmentPlanner.Apply(participation, patch, now, storedReason, actor: "operator");
        if (result.TryPickAccepted(out FlipPatchAccepted? accepted, out FlipError? rejection))
        {
            Save(accepted.Participation, accepted.StatusReason);           // and the groups, where accepted.GroupIds is not null
            Answer(200, FlipEnrollment.From(accepted.Participation, details, accepted.StatusReason).ToJson());
        }
        else
        {
            Answer(rejection.StatusCode, rejection.ToJson());                  // nothing has changed
        }
        #endregion

        Assert.Equal(SuspensionReasonSet.From(SuspensionReason.OperatorRequest), participation.SuspensionReasons);
        Assert.Equal("Grid works in the street", storedReason?.Text);
        Assert.StartsWith("200 ", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"PAUSED\"", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Draw()
    {
        Participation participation = Given.Suspended(SuspensionReason.OperatorRequest);

        #region diagram
        string dot = LifecycleDiagram.ToDot(participation.Timeline);       // for Graphviz; the path taken is highlighted
        string mermaid = LifecycleDiagram.ToMermaid();                     // for Markdown that renders Mermaid; the whole lifecycle
        #endregion

        Assert.StartsWith("digraph", dot, StringComparison.Ordinal);
        Assert.StartsWith("stateDiagram-v2", mermaid, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_language()
    {
        Participation participation = Given.In(ParticipationState.Active);
        DateTimeOffset now = participation.TimeUpdated;
        const string acceptLanguage = "fr, de-AT;q=0.8, en;q=0.5";
        Dictionary<ParticipationState, string> dutchMessages = LifecycleSpecification.States.ToDictionary(state => state.State, state => $"nl: {state.State}");
        Dictionary<SuspensionReason, string> dutchReasons = LifecycleSpecification.Reasons.ToDictionary(reason => reason.Reason, reason => $"nl: {reason.Reason}");

        #region language
        MessageCatalogue messages = MessageCatalogue.Choose(acceptLanguage);           // the request's Accept-Language header; null will do
        ParticipationResource resource = ParticipationResource.From(participation, now, messages);
        string lang = messages.Language;                                               // for lang="…" and Content-Language
        #endregion

        #region languages
        MessageCatalogue english = MessageCatalogue.English.WithMessage(ParticipationState.Active, "You are in. Thank you!");
        MessageCatalogue dutch = MessageCatalogue.From("nl", dutchMessages, dutchReasons);   // all 16 and all 5, or it is rejected
        MessageCatalogue chosen = MessageCatalogue.Choose(acceptLanguage, [english, dutch]); // the first is for everybody else
        #endregion

        Assert.Equal("de", lang);
        Assert.All(resource.Timeline, entry => Assert.Equal(MessageCatalogue.German.Message(entry.State), entry.Description));
        Assert.Equal("You are in. Thank you!", chosen.Message(ParticipationState.Active));
        Assert.Equal("nl: Active", dutch.Message(ParticipationState.Active));
    }

    [Fact]
    public void A_hosts_own_options()
    {
        Participation participation = Given.Requested(MeterAccess.NotRequired);
        DateTimeOffset now = participation.TimeUpdated;

        #region options
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
        options.AddVppLifecycle();                                         // last, and before the options are used
        #endregion

        Rejection rejection = participation.Apply(Trigger.DeviceWentLive, now).Rejection!;
        #region conflict
        string conflict = JsonSerializer.Serialize(rejection);                                                     // the body of a 409
        string shorter = JsonSerializer.Serialize(new { rejection.Code, rejection.Permitted }, options);           // one of your own
        #endregion

        Assert.Equal(
            """{"trigger":"DEVICE_WENT_LIVE","state":"ENROLMENT_REQUESTED","code":"NOT_YET_PERMITTED","reason":"DEVICE_WENT_LIVE needs REGISTERED, which has not been reached yet.","permitted":["CONSENT_REQUESTED","UNRECOVERABLE_ERROR","TELEMETRY_NEVER_ESTABLISHED","CONSENT_WITHHELD"]}""",
            conflict);
        Assert.Equal("""{"code":"NOT_YET_PERMITTED","permitted":["CONSENT_REQUESTED","UNRECOVERABLE_ERROR","TELEMETRY_NEVER_ESTABLISHED","CONSENT_WITHHELD"]}""", shorter);
    }

    [Fact]
    public void Old_names_are_read_and_faults_are_named()
    {
        string json = """{"object":"vpp-participation","current_state":"SLEEPING"}""";
        string fault = "";

        #region tolerant
        try
        {
            ParticipationResource.Parse(json);
        }
        catch (LifecycleJsonException wrong)
        {
            fault = $"{wrong.Error} at {wrong.Path}: {wrong.Message}";
        }
        #endregion

        Assert.Contains("$.current_state", fault, StringComparison.Ordinal);
        Assert.Contains("SLEEPING", fault, StringComparison.Ordinal);
    }
}
