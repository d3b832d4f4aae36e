using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Names of people as offices type them: 钱  一 and 钱一 are one person.</summary>
public static partial class PersonNames
{
    private const string Surnames =
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃岳佟仝亓代付闫闻鹿檀展揭亢";

    private static readonly string[] Compound = ["欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "长孙", "宇文"];

    /// <summary>Without any blank, wide or narrow, and without 同志.</summary>
    public static string Tidy(string name) => Comrade().Replace(Blanks().Replace(name, ""), "");

    /// <summary>Looks like the name of one person: a known surname and one to three characters (up to eight around a middle dot).</summary>
    public static bool IsName(string text) =>
        Tidy(text) is var name
        && (Dotted().IsMatch(name) || name.Length is 2 or 3 or 4 && Han().IsMatch(name) && HasSurname(name) && !UnitNames.IsUnit(name));

    /// <summary>Could be a name by its length alone, for instance one with a rare surname; to be asked only where a name is expected.</summary>
    public static bool CouldBe(string text) =>
        Tidy(text) is { Length: 2 or 3 } name && Han().IsMatch(name) && !UnitNames.IsUnit(name) && !PostTitles.IsTitle(name);

    private static bool HasSurname(string name) =>
        name.Length > 2 && Compound.Any(c => name.StartsWith(c, StringComparison.Ordinal)) || name.Length < 4 && Surnames.Contains(name[0]);

    /// <summary>Splits 郑知秋、孙　二 into names.</summary>
    public static IReadOnlyList<string> List(string text) =>
        [.. Separators().Split(text).Select(Tidy).Where(part => part.Length > 0)];

    /// <summary>Cuts the name off the front of a roster line; blanks inside a two-character name belong to it.</summary>
    public static (string Name, Passage After) Leading(Passage line)
    {
        var match = Spaced().Match(line.Text) is { Success: true } spaced ? spaced : First().Match(line.Text);
        return (Tidy(match.Value), line.From(match.Length).Trim());
    }

    [GeneratedRegex(@"[\s\u3000]+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(同志|先生|女士)$")]
    private static partial Regex Comrade();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}\p{IsCJKUnifiedIdeographsExtensionA}\uD840-\uDBFF\uDC00-\uDFFF]+$")]
    private static partial Regex Han();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}]{1,6}(·[\p{IsCJKUnifiedIdeographs}]{1,8})+$")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"[、，,;；/]+|(?<=[\p{IsCJKUnifiedIdeographs}]{2})\s{1,}(?=[\p{IsCJKUnifiedIdeographs}]{2})")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}][ \u3000]+[\p{IsCJKUnifiedIdeographs}](?=[\s\u3000（(，,]|$)")]
    private static partial Regex Spaced();

    [GeneratedRegex(@"^[^\s\u3000（(，,：:|]+")]
    private static partial Regex First();
}
