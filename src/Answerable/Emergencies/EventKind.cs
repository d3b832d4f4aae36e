namespace Answerable.Emergencies;

/// <summary>
/// What an emergency can be (突发事件应对法 2¶1). The list is closed on purpose: a person's whereabouts, plans or state of mind
/// is no kind of event and finds no place here (safeguards A14).
/// </summary>
public enum EventKind { NaturalDisaster, Accident, PublicHealth, PublicSafety }

/// <summary>
/// How grave an event is by national standards (突发事件应对法 3¶1): 一般, 较大, 重大, 特别重大.
/// Not the response level, which is the plan's (71¶3; safeguards B7).
/// </summary>
public enum EventGrade { Ordinary, Larger, Major, EspeciallyMajor }
