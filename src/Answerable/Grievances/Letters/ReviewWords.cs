namespace Answerable.Grievances;

/// <summary>What a review opinion comes to, in one sentence of a letter (35, 36).</summary>
internal static class ReviewWords
{
    /// <param name="changed">What the claim comes to now, where the opinion changes it.</param>
    /// <param name="ofNotice">A notice that turned the matter away was reviewed, not an opinion on the claim.</param>
    /// <param name="language">zh or en.</param>
    public static string Decision(ReviewOutcome outcome, Outcome? changed, bool ofNotice, string language) => (outcome switch
    {
        ReviewOutcome.Uphold => ofNotice ? Text.Of("维持原告知。", "The notice is upheld.") : Text.Of("维持原意见。", "The opinion is upheld."),
        ReviewOutcome.Change => Text.Of($"变更原意见：对您的请求{Said(changed, "zh")}。", $"The opinion is changed: your claim is {Said(changed, "en")}."),
        _ => ofNotice ? Text.Of("撤销原告知，责令原机关受理并办理。", "The notice is set aside; the office below takes the matter up.")
            : Text.Of("撤销原意见，责令原办理机关重新办理。", "The opinion is set aside; the office below handles the matter anew."),
    }).In(language);

    private static string Said(Outcome? changed, string language) => (changed, language) switch
    {
        (Outcome.Support, "zh") => "予以支持",
        (Outcome.Explain, "zh") => "作出解释说明",
        (_, "zh") => "不予支持",
        (Outcome.Support, _) => "granted",
        (Outcome.Explain, _) => "explained",
        _ => "not granted",
    };
}
