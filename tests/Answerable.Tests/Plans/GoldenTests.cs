using Answerable.Plans;

namespace Answerable.Tests.Plans;

/// <summary>The stored bytes of a kept plan, forever.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void The_bytes_of_a_kept_plan_never_change() =>
        Golden.Holds(new PlanKept("预案.docx", "00ff", "format: 1\n", [new(1, "明山镇防汛应急预案"), new(2, "一、总则", 1)]));
}
