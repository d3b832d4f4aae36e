using System.Collections.Frozen;
using System.Text;
using Answerable.Plans;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>What a column of an imported table may be. The list is closed (safeguards A14).</summary>
public enum SheetColumn { Number, Due, Title, Body, Place, Received, Kind, Channel, Name, Phone, Email, Address, Confidential }

/// <summary>
/// The columns that are taken, by the names that the exports of 信访信息系统 and of 12345 give them. Everything else is dropped before anything
/// is kept; of some the report says that they are never kept by anybody.
/// </summary>
public static class SheetColumns
{
    private static readonly FrozenDictionary<string, SheetColumn> Known = new Dictionary<SheetColumn, string[]>
    {
        [SheetColumn.Number] = ["编号", "信访编号", "信访件编号", "信访件号", "工单编号", "工单号", "受理编号", "事项编号", "Number", "Order number", "Ticket"],
        [SheetColumn.Due] = ["办理期限", "办理时限", "办结期限", "办结时限", "截止日期", "截止时间", "到期日期", "到期时间", "要求办结时间", "处理时限", "回复期限", "Due", "Due date"],
        [SheetColumn.Title] = ["标题", "事项标题", "诉求标题", "概况", "概况信息", "主题", "工单标题", "Title", "Subject"],
        [SheetColumn.Body] = ["内容", "信访内容", "主要内容", "诉求内容", "工单内容", "反映内容", "事项内容", "详细内容", "Body", "Text", "Description"],
        [SheetColumn.Place] = ["问题属地", "事发地点", "事发地址", "诉求地址", "地点", "发生地点", "问题发生地", "Place", "Location"],
        [SheetColumn.Received] = ["收到日期", "收到时间", "登记日期", "登记时间", "下派时间", "派单时间", "转送日期", "转办时间", "交办日期", "Received", "Received on"],
        [SheetColumn.Kind] = ["类别", "事项类别", "信访类别", "诉求类型", "信访目的", "工单类型", "Kind", "Type"],
        [SheetColumn.Channel] = ["信访形式", "来源", "来源渠道", "受理方式", "诉求来源", "渠道", "Channel", "Source"],
        [SheetColumn.Name] = ["姓名", "信访人", "信访人姓名", "诉求人", "联系人", "来电人", "Name"],
        [SheetColumn.Phone] = ["电话", "联系电话", "手机号码", "来电号码", "手机", "Phone", "Telephone"],
        [SheetColumn.Email] = ["邮箱", "电子邮箱", "电子邮件", "Email"],
        [SheetColumn.Address] = ["联系地址", "通讯地址", "住址", "Address"],
        [SheetColumn.Confidential] = ["是否保密", "保密", "Confidential"],
    }.SelectMany(entry => entry.Value.Select(name => (Name: Bare(name), entry.Key))).ToFrozenDictionary(one => one.Name, one => one.Key);

    /// <summary>Null: it is not taken.</summary>
    public static SheetColumn? Find(string heading) => Known.TryGetValue(Bare(heading), out var column) ? column : null;

    /// <summary>No office keeps it here: it serves to watch a person, and not to answer them.</summary>
    public static bool IsNeverKept(string heading) => Find(heading) is null && WatchColumns.IsOne(Bare(heading));

    private static string Bare(string heading) => string.Concat(heading.Normalize(NormalizationForm.FormKC).Where(c => char.IsLetterOrDigit(c))).ToLowerInvariant();
}
