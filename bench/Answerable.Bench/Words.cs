namespace Answerable.Bench;

/// <summary>Invented sentences about invented matters; the same number gives the same words.</summary>
internal static class Words
{
    private static readonly string[] Phrases =
    [
        "村口路灯", "不亮了", "下水道", "堵塞", "积水很深", "请尽快", "维修", "多次反映", "没有人来", "老人摔倒", "学校门口", "垃圾", "堆放", "异味", "施工噪声", "夜里十点", "征地补偿", "标准不清",
        "宅基地", "审批", "迟迟没有答复", "自来水", "停水三天", "道路破损", "井盖缺失", "河道", "树木遮挡", "公交站", "医保报销", "材料", "退回", "LED屏", "太亮", "3号楼", "电梯", "物业",
    ];

    /// <summary>At least <paramref name="length"/> characters.</summary>
    public static string Text(int seed, int length)
    {
        var text = new System.Text.StringBuilder(length + 8);
        for (uint state = (uint)seed * 2654435761 + 1; text.Length < length; state = state * 1664525 + 1013904223)
            text.Append(Phrases[(state >> 16) % (uint)Phrases.Length]).Append((state >> 8) % 4 == 0 ? "，" : "");
        return text.ToString();
    }
}
