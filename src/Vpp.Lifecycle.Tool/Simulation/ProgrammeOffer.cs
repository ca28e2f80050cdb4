namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>A programme with the provider that runs it. All are invented.</summary>
internal sealed record ProgrammeOffer(ProviderInfo Provider, ProgrammeInfo Programme)
{
    private static readonly ProviderInfo HarbourFlex = Provided("prv_8f2d1c7b4a60593e21d7a9f0", "Harbour Flex", "https://harbour-flex.example/logo.png");
    private static readonly ProviderInfo Windrose = Provided("prv_1be94d08c7f2365a90cc4e71", "Windröschen Genossenschaft", "https://windroeschen.example/bilder/logo.svg");
    private static readonly ProviderInfo Lumiere = Provided("prv_c05a7e3391d84bf6a2170e5d", "Coopérative Lumière d’été", logoUrl: null);
    private static readonly ProviderInfo Hinode = Provided("prv_5d9360fa18e27c4bb6f08a13", "ひのでエネルギー", "https://hinode-energy.example/logo.png");

    internal static IReadOnlyList<ProgrammeOffer> All { get; } =
    [
        new(HarbourFlex, Programmed("vpr_27c1d5e0a94f8b3661f2e7d8", "Evening Peak Community", "https://harbour-flex.example/evening-peak")),
        new(HarbourFlex, Programmed("vpr_e8b02f6d17c943a5d05b9c34", "Overnight EV", "https://harbour-flex.example/overnight-ev")),
        new(Windrose, Programmed("vpr_40d7a3c9f61e52b8873ad16f", "Wärmepumpe flexibel", "https://windroeschen.example/waermepumpe")),
        new(Windrose, Programmed("vpr_93fe1b7a05cd4862ef4970ab", "Speicher für alle", learnMoreUrl: null)),
        new(Lumiere, Programmed("vpr_b6158ce27d3f90a4427dc8e9", "Réserve du soir", "https://lumiere-ete.example/programmes/reserve-du-soir")),
        new(Hinode, Programmed("vpr_0a7f94d3b82c6e51195be6f2", "おうち蓄電プログラム", "https://hinode-energy.example/ouchi")),
    ];

    private static ProviderInfo Provided(string id, string name, string? logoUrl) => new() { Id = id, DisplayName = name, LogoUrl = logoUrl };

    private static ProgrammeInfo Programmed(string id, string name, string? learnMoreUrl) => new() { Id = id, DisplayName = name, LearnMoreUrl = learnMoreUrl };
}
