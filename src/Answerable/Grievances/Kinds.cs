namespace Answerable.Grievances;

/// <summary>What the filer says it is. Only the filer, or an office above, may say otherwise (safeguards A4).</summary>
public enum GrievanceKind
{
    /// <summary>建议意见 (Art. 29).</summary>
    Suggestion,

    /// <summary>检举控告 (Art. 30).</summary>
    Accusation,

    /// <summary>申诉求决 (Art. 31).</summary>
    Claim,
}

/// <summary>How it came (Art. 17: the filer chooses freely).</summary>
public enum Channel
{
    Web, Api, Letter, Visit, Call, Fax, Email,

    /// <summary>Through another system, which does not say how it came there.</summary>
    System,
}

/// <summary>Open: staff who need it may open the identity. Confidential: asked to be kept from the handling unit. Anonymous: none was given.</summary>
public enum Openness { Open, Confidential, Anonymous }

/// <summary>How far it has come. None of these except <see cref="Closed"/> ends it.</summary>
public enum Stage
{
    /// <summary>登记.</summary>
    Registered,

    /// <summary>视为受理: a claim that nobody gave notice of in time. Its sixty days run; the notice is still owed.</summary>
    DeemedAccepted,

    /// <summary>受理.</summary>
    Accepted,

    /// <summary>Assigned to a unit (办理中).</summary>
    InHandling,

    /// <summary>The written opinion is drafted and waits for the leader who signs it (待签发).</summary>
    AwaitingSignature,

    /// <summary>告知: another procedure of law leads on (31(1)–(5)).</summary>
    Routed,

    /// <summary>Written notice names the competent body outside (23¶1). Not a closure.</summary>
    NotOurs,

    /// <summary>告知不再受理: the same facts and reasons were decided in a final review (36¶3). Not a closure.</summary>
    ToldFinal,

    /// <summary>答复: a written answer is given.</summary>
    Answered,

    /// <summary>复查: asked for.</summary>
    UnderReview,

    /// <summary>复查意见: the office above has decided; the final review can be asked for.</summary>
    Reviewed,

    /// <summary>复核: asked for.</summary>
    UnderFinalReview,

    /// <summary>复核意见: decided for the last time (36¶3).</summary>
    FinallyReviewed,

    /// <summary>Taken back by the complainant, and reversible for 30 days.</summary>
    Withdrawn,

    /// <summary>办结.</summary>
    Closed,
}

/// <summary>The procedure a claim belongs to (Art. 31, items 1 to 5). Item 6 is acceptance itself.</summary>
public enum Route { Litigation, Arbitration, PartyAppeal, AdministrativeProcedure, StatutoryDuty }

/// <summary>What the written opinion comes to (Art. 32); for a suggestion, whether it was adopted (29).</summary>
public enum Outcome { Support, Explain, NotSupport }

/// <summary>The only ways in which a grievance ends.</summary>
public enum Ending
{
    /// <summary>Answered in writing, and the answer provably reached the complainant.</summary>
    AnsweredAndServed,

    /// <summary>Answered; no name or address was given (23¶2), so the answer waits under the access code.</summary>
    AnsweredWithoutAddress,

    /// <summary>Withdrawn by the complainant and not taken up again.</summary>
    Withdrawn,
}

/// <summary>Why a sealed identity may be opened: nothing else is a reason (safeguards A18).</summary>
public enum Purpose { ServeNotice, VerifyClaim, Hearing, OrderedDisclosure }

/// <summary>What proves that a document reached the complainant (safeguards B4: never its upload).</summary>
public enum ServiceProof
{
    /// <summary>The complainant opened it under the access code.</summary>
    OpenedByComplainant,

    /// <summary>送达回证, signed.</summary>
    SignedReceipt,

    /// <summary>Registered mail with a delivery record.</summary>
    TrackedMail,
}

/// <summary>How an approval was given. Not everybody decides at a screen (safeguards C3, C4).</summary>
public enum ApprovalMeans { Online, PhoneReadBack, SignedSheet }
