namespace Answerable.Plans;

/// <summary>Columns that turn a table of matters into a list of people to watch, or into a file on one of them. No table brings them in (safeguards A14).</summary>
public static class WatchColumns
{
    private static readonly string[] Words =
    [
        "稳控", "维稳", "责任人", "包保", "思想", "动态", "次数", "频次", "身份证", "证件", "重点人员", "缠访", "闹访", "非访", "越级", "进京", "赴省", "行踪", "轨迹", "位置", "定位", "户籍", "民族", "政治面貌", "宗教", "人脸", "指纹",
        "家庭成员", "亲属", "社会关系", "风险", "等级", "标签", "老户", "性格", "情绪", "诉求历史", "历史信访", "微信", "车牌", "工作单位", "婚姻", "健康", "病",
        "idnumber", "identity", "risk", "stability", "whereabouts", "mood", "timespetitioned", "watch",
    ];

    /// <param name="heading">Letters and digits alone, in lower case.</param>
    public static bool IsOne(string heading) => Words.Any(word => heading.Contains(word, StringComparison.Ordinal));
}
