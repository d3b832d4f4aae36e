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

    private const string Signs = "一二三四五六七八九十东西南北中上下左右前后里外大小多少高低长短新旧红黄蓝绿白黑山水田土木石火金河湖路桥村镇街巷院楼门窗灯井沟渠坝堤树林草花果米麦油盐布衣车船马牛羊鸡鱼鸟天地日月星云雨雪风雷春夏秋冬晨午晚夜年月时分秒老少男女父母兄弟姐妹师友工农商学兵医护教养修建拆补查验批办理送接收发存取买卖租借还付欠退换申请答复告知登记公示批准证照合同票据账目";

    /// <summary>
    /// A case of real life: some words in nearly every text, most in very few. Invented words of two to four characters out of 20,000, the n-th of them
    /// 1/n as frequent as the first.
    /// </summary>
    public static string Rich(int seed, int length)
    {
        var text = new System.Text.StringBuilder(length + 8);
        for (var state = Mixed((uint)seed); text.Length < length; state = Mixed(state))
            text.Append(Word((int)Math.Pow(20_000, (state >> 8) / (double)(1 << 24)))).Append(state % 6 == 0 ? "，" : "");
        return text.ToString();
    }

    /// <summary>The word of a rank, 1 the most frequent.</summary>
    public static string Word(int rank)
    {
        var word = new char[2 + rank % 3];
        for (var (i, state) = (0, Mixed((uint)rank * 7919)); i < word.Length; i++, state = Mixed(state))
            word[i] = Signs[(int)(state % (uint)Signs.Length)];
        return new(word);
    }

    private static uint Mixed(uint state)
    {
        state = (state ^ 61) ^ (state >> 16);
        state *= 9;
        state ^= state >> 4;
        state *= 0x27d4eb2d;
        return state ^ (state >> 15);
    }
}
