namespace Answerable.Server.Shell;

/// <summary>The town a page speaks for, as its header, footer and home page show it. Bound from the configuration section "Town" until an office record replaces it.</summary>
public sealed class Town
{
    public string NameZh { get; set; } = "应答";
    public string NameEn { get; set; } = "Answerable";

    /// <summary>Staffed around the clock; empty when the town has not said.</summary>
    public string DutyPhone { get; set; } = "";

    /// <summary>Where the source of the running program is; AGPL-3.0 section 13 promises it to everyone the program serves.</summary>
    public string SourceUrl { get; set; } = "";

    public string AddressZh { get; set; } = "";
    public string AddressEn { get; set; } = "";
    public string HoursZh { get; set; } = "";
    public string HoursEn { get; set; } = "";

    public string Name(Words w) => w.Pick(NameZh, NameEn);
    public string Address(Words w) => w.Pick(AddressZh, AddressEn);
    public string Hours(Words w) => w.Pick(HoursZh, HoursEn);
}
