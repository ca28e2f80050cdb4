namespace Vpp.Lifecycle.Tests.Unit;

public sealed class ParticipationDetailsTests
{
    private static readonly ProviderInfo Provider = new() { Id = "prv_1", DisplayName = "Leap", LogoUrl = "https://example.org/logo.png" };
    private static readonly ProgrammeInfo Programme = new() { Id = "vpr_1", DisplayName = "Community Powershare", LearnMoreUrl = "https://example.org" };

    /// <summary>Every text that identifies something and must be there.</summary>
    private static readonly (string Name, Func<string, object> Set)[] Identifiers =
    [
        ("Id", text => Given.Details with { Id = text }),
        ("DeviceId", text => Given.Details with { DeviceId = text }),
        ("LocationId", text => Given.Details with { LocationId = text }),
        ("Id", text => Provider with { Id = text }),
        ("Id", text => Programme with { Id = text }),
    ];

    /// <summary>Every text that identifies something and may be missing.</summary>
    private static readonly (string Name, Func<string?, object> Set, Func<object, string?> Get)[] OptionalIdentifiers =
    [
        ("ProviderReferenceId", text => Given.Details with { ProviderReferenceId = text }, details => ((ParticipationDetails)details).ProviderReferenceId),
        ("AccountId", text => Given.Details with { AccountId = text }, details => ((ParticipationDetails)details).AccountId),
        ("Supersedes", text => Given.Details with { Supersedes = text }, details => ((ParticipationDetails)details).Supersedes),
    ];

    /// <summary>Every other text.</summary>
    private static readonly (string Name, Func<string, object> Set)[] Texts =
    [
        ("DisplayName", text => Provider with { DisplayName = text }),
        ("DisplayName", text => Programme with { DisplayName = text }),
        ("LogoUrl", text => Provider with { LogoUrl = text }),
        ("LearnMoreUrl", text => Programme with { LearnMoreUrl = text }),
    ];

    [Fact]
    public void An_identifier_that_is_missing_or_empty_is_an_error_that_names_it()
    {
        foreach ((string name, Func<string, object> set) in Identifiers)
        {
            Assert.Equal(name, Assert.Throws<ArgumentNullException>(() => set(null!)).ParamName);
            Assert.Equal(name, Assert.Throws<ArgumentException>(() => set("")).ParamName);
        }
    }

    [Fact]
    public void An_optional_identifier_may_be_missing_but_not_empty()
    {
        foreach ((string name, Func<string?, object> set, Func<object, string?> get) in OptionalIdentifiers)
        {
            Assert.Null(get(set(null)));
            Assert.Equal("x", get(set("x")));
            Assert.Equal(name, Assert.Throws<ArgumentException>(() => set("")).ParamName);
        }
    }

    [Fact]
    public void A_display_name_may_be_empty_but_not_missing_and_a_url_may_be_missing()
    {
        Assert.Equal("", (Provider with { DisplayName = "" }).DisplayName);
        Assert.Equal("", (Programme with { DisplayName = "" }).DisplayName);
        Assert.Null((Provider with { LogoUrl = null }).LogoUrl);
        Assert.Null((Programme with { LearnMoreUrl = null }).LearnMoreUrl);
        Assert.Equal("DisplayName", Assert.Throws<ArgumentNullException>(() => Provider with { DisplayName = null! }).ParamName);
        Assert.Equal("DisplayName", Assert.Throws<ArgumentNullException>(() => Programme with { DisplayName = null! }).ParamName);
    }

    [Fact]
    public void Ill_formed_text_is_an_error_that_names_it_the_surrogate_and_its_place()
    {
        IEnumerable<(string Name, Func<string, object> Set)> all =
            Identifiers.Concat(Texts).Concat(OptionalIdentifiers.Select(row => (row.Name, (Func<string, object>)row.Set)));
        foreach ((string name, Func<string, object> set) in all)
        {
            foreach ((string text, string surrogate, int index) in IllFormed.Texts)
            {
                var error = Assert.Throws<ArgumentException>(() => set(text));
                Assert.Equal(name, error.ParamName);
                Assert.StartsWith(
                    $"The text has a lone surrogate (U+{surrogate}) at index {index}. Allowed: well-formed UTF-16.", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Control_characters_are_an_error_that_names_the_text_the_character_and_its_place()
    {
        foreach (char control in Enumerable.Range(0, 0x100).Select(code => (char)code).Where(char.IsControl))
        {
            foreach ((string name, Func<string, object> set) in Identifiers.Concat(OptionalIdentifiers.Select(row => (row.Name, (Func<string, object>)row.Set))))
                Rejected(name, () => set($"ab{control}c"), control, "none");
            foreach ((string name, Func<string, object> set) in Texts.Where(text => text.Name == "DisplayName" && control is not ('\t' or '\n' or '\r')))
                Rejected(name, () => set($"ab{control}c"), control, "tabs and line ends");
        }

        Assert.Equal("Two\tlines\r\n", (Provider with { DisplayName = "Two\tlines\r\n" }).DisplayName);

        static void Rejected(string name, Func<object> set, char control, string allowed)
        {
            var error = Assert.Throws<ArgumentException>(set);
            Assert.Equal(name, error.ParamName);
            Assert.StartsWith($"The text has a control character (U+{(int)control:X4}) at index 2. Allowed: {allowed}.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Actors_and_notes_have_no_control_characters_but_tabs_and_line_ends()
    {
        Participation participation = Given.Requested();
        Assert.Equal("actor", Assert.Throws<ArgumentException>(() => participation.Apply(Trigger.ConsentRequested, Given.Start, actor: "a\0")).ParamName);
        Assert.Equal("note", Assert.Throws<ArgumentException>(() => participation.ApplyOrThrow(Trigger.ConsentRequested, Given.Start, note: "\u001b[2J")).ParamName);
        Assert.Equal("note", Assert.Throws<ArgumentException>(() => new TriggerFired("vpp_1", Trigger.ConsentRequested, Given.Start, note: "\u009b")).ParamName);
        Assert.True(participation.Apply(Trigger.ConsentRequested, Given.Start, note: "one\r\n\ttwo").IsAccepted);
    }

    [Theory]
    [InlineData("https://example.org/é?a=1&b=<2>#top", true)]
    [InlineData("HTTP://EXAMPLE.ORG", true)]
    [InlineData("http://[::1]:8080/", true)]
    [InlineData("", false)]
    [InlineData("logo.png", false)]
    [InlineData("/logo.png", false)]
    [InlineData("//example.org/logo.png", false)]
    [InlineData("www.example.org", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("ftp://example.org", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https:example.org", false)]
    [InlineData("https://", false)]
    [InlineData("https:///path", false)]
    [InlineData(" https://example.org", false)]
    [InlineData("https://example.org/a b", false)]
    [InlineData("https://example.org/\n", false)]
    public void An_address_is_an_absolute_http_or_https_URL(string url, bool isAllowed)
    {
        foreach ((string name, Func<string, object> set) in Texts.Where(text => text.Name != "DisplayName"))
        {
            if (isAllowed)
                Assert.Contains(url, set(url).ToString(), StringComparison.Ordinal);
            else
                Assert.Equal(name, Assert.Throws<ArgumentException>(() => set(url)).ParamName);
        }
    }

    [Fact]
    public void A_participation_does_not_take_the_place_of_itself()
    {
        var error = Assert.Throws<ArgumentException>(() => Given.Details with { Supersedes = Given.Details.Id });
        Assert.Equal("Supersedes", error.ParamName);
        Assert.StartsWith($"The participation \"{Given.Details.Id}\" supersedes itself. Allowed: another participation.", error.Message, StringComparison.Ordinal);
        Assert.Equal("Id", Assert.Throws<ArgumentException>(() => new ParticipationDetails { Supersedes = "vpp_1", Id = "vpp_1", DeviceId = "d", LocationId = "l" }).ParamName);
    }

    [Theory]
    [InlineData("vpo_7c2f1a9e4b0d8f3a6e2c5d10")]
    [InlineData(" ")]
    [InlineData("ü😀\u00A0")]
    [InlineData("VPP_x/y?z")]
    public void An_identifier_is_opaque_and_kept_as_it_is(string id)
    {
        Assert.Equal(id, (Given.Details with { Id = id }).Id);
        Assert.Equal(id, Participation.Request(Given.Details with { Id = id }, MeterAccess.NotRequired, Given.Start).Id);
    }

    [Fact]
    public void Details_keep_what_they_were_given_and_compare_by_value()
    {
        ParticipationDetails full = Full();

        Assert.Equal(
            ("vpp_1", "dev_1", "loc_1", true, "ref_1", "acc_1", "vpp_0"),
            (full.Id, full.DeviceId, full.LocationId, full.LiveMode, full.ProviderReferenceId, full.AccountId, full.Supersedes));
        Assert.Equal(("prv_1", "Leap", "https://example.org/logo.png"), (full.Provider!.Id, full.Provider.DisplayName, full.Provider.LogoUrl));
        Assert.Equal(("vpr_1", "Community Powershare", "https://example.org"), (full.Programme!.Id, full.Programme.DisplayName, full.Programme.LearnMoreUrl));
        Assert.Equal(full, Full());
        Assert.Equal(full.GetHashCode(), Full().GetHashCode());
        ParticipationDetails[] others =
        [
            full with { Id = "x" }, full with { DeviceId = "x" }, full with { LocationId = "x" }, full with { LiveMode = false },
            full with { ProviderReferenceId = "x" }, full with { AccountId = "x" }, full with { Supersedes = "x" },
            full with { Provider = Provider with { LogoUrl = null } }, full with { Programme = null },
        ];
        Assert.All(others, other => Assert.NotEqual(full, other));
        Assert.False(Given.Details.LiveMode);
        Assert.Null(Given.Details.Provider);
        Assert.Null(Given.Details.Programme);

        static ParticipationDetails Full() => new()
        {
            Id = "vpp_1",
            DeviceId = "dev_1",
            LocationId = "loc_1",
            LiveMode = true,
            ProviderReferenceId = "ref_1",
            AccountId = "acc_1",
            Supersedes = "vpp_0",
            Provider = Provider with { },
            Programme = Programme with { },
        };
    }

    [Fact]
    public void A_request_needs_details_and_a_defined_meter_access()
    {
        Assert.Equal("details", Assert.Throws<ArgumentNullException>(() => Participation.Request(null!, MeterAccess.Required, Given.Start)).ParamName);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Given.Requested((MeterAccess)3));
        Assert.Equal("meterAccess", error.ParamName);
        Assert.StartsWith("3 is not a defined MeterAccess. Allowed: NOT_REQUIRED, REQUIRED, AVAILABLE.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_state_has_no_path()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Given.Requested().PathTo((ParticipationState)200));
        Assert.Equal("state", error.ParamName);
        Assert.StartsWith("200 is not a defined ParticipationState. Allowed: ENROLMENT_REQUESTED, ", error.Message, StringComparison.Ordinal);
    }
}
