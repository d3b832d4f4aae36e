using System.Linq.Expressions;
using Answerable.Plans;
using YamlDotNet.Serialization;

namespace Answerable.Server.Plans;

/// <summary>The comment over each field of a plan file, in both languages. A test asks one for every field.</summary>
internal static class PlanFields
{
    public static SerializerBuilder Comment(SerializerBuilder builder)
    {
        void Field<T>(Expression<Func<T, object?>> field, string words) =>
            builder.WithAttributeOverride(field!, new YamlMemberAttribute { Description = words });
        // What people fill in by hand stands there empty, so that they see it.
        void ByHand<T>(Expression<Func<T, object?>> field, string words) =>
            builder.WithAttributeOverride(field!, new YamlMemberAttribute { Description = words, DefaultValuesHandling = DefaultValuesHandling.Preserve });

        builder.WithAttributeOverride<Plan>(plan => plan.Items, new YamlIgnoreAttribute());
        Field<Plan>(p => p.Format, "文件格式版本，勿改 / version of this format, leave as it is");
        Field<Plan>(p => p.Title, "预案名称 / name of the plan");
        Field<Plan>(p => p.Nature, "性质 / what it prepares for: general, naturalDisaster, accident, publicHealth, socialSafety, inspection");
        Field<Plan>(p => p.IssuedBy, "印发机关 / issuing bodies");
        Field<Plan>(p => p.DocumentNumber, "发文字号 / document number");
        Field<Plan>(p => p.IssuedOn, "印发日期，照录原文 / date of issue as written");
        ByHand<Plan>(p => p.LastDrill, "上次演练日期，手工填写，如 2026-05-12 / last drill, by hand");
        ByHand<Plan>(p => p.LastEvaluation, "上次评估日期，手工填写 / last evaluation, by hand");
        Field<Plan>(p => p.Purpose, "编制目的 / purpose");
        Field<Plan>(p => p.Objectives, "工作目标 / objectives");
        Field<Plan>(p => p.Principles, "工作原则 / principles");
        Field<Plan>(p => p.Groups, "工作组和领导小组 / working groups and commands");
        Field<Plan>(p => p.Steps, "处置程序 / steps of the procedure");
        Field<Plan>(p => p.Accountability, "责任追究 / accountability clauses");
        Field<Plan>(p => p.Provisions, "其他部分：预警、报告、保障、管理等 / other parts: warning, reporting, resources, management");
        Field<Plan>(p => p.Rosters, "名单 / rosters");
        Field<Plan>(p => p.Units, "单位，一个单位一条 / units, each once");
        Field<Plan>(p => p.People, "人员 / people");
        Field<Plan>(p => p.Unmapped, "未能归类的原文，请人工处理 / text that fits nowhere, place it by hand");
        Field<Plan>(p => p.Baseline, "上次导入时各条目的指纹，勿改：再次导入时据此保留手工修改 / fingerprints of the last import, leave them: they keep your edits when you import again");

        Field<PlanItem>(i => i.Id, "条目编号，勿改 / id of the entry, leave as it is");
        Field<PlanItem>(i => i.Topic, "主题 / topic");
        Field<PlanItem>(i => i.Heading, "所在标题 / heading over it");
        Field<PlanItem>(i => i.Text, "原文，勿改 / as issued, leave as it is");
        Field<PlanItem>(i => i.Line, "原文行号 / line in the document");
        Field<PlanItem>(i => i.EndLine, "原文末行 / last line");
        Field<PlanItem>(i => i.Clauses, "逐句处理结果 / what becomes of each clause");
        Field<PlanClause>(c => c.Text, "分句原文 / the clause as issued");
        Field<PlanClause>(c => c.Verdict, "carried 照录, reworded 改写, replaced 不予导入并以法定职责代替 / carried, reworded, or replaced by the lawful duty");
        Field<PlanClause>(c => c.Carried, "系统采用的文字，可改 / the words the system uses, may be edited");
        Field<PlanClause>(c => c.Rule, "依据的权利规则 / the rights rule that spoke");

        Field<PlanGroup>(g => g.Id, "编号，勿改 / id, leave as it is");
        Field<PlanGroup>(g => g.Name, "系统采用的名称 / name the system uses");
        Field<PlanGroup>(g => g.NameAsIssued, "原文名称，勿改 / name as issued, leave as it is");
        Field<PlanGroup>(g => g.Commands, "true 为领导小组或者指挥部 / true for a leading group or command post");
        Field<PlanGroup>(g => g.Line, "原文行号 / line in the document");
        Field<PlanGroup>(g => g.Leads, "责任领导 / leaders in charge");
        ByHand<PlanGroup>(g => g.Deputy, "替补，手工填写 / who stands in for the lead, by hand");
        Field<PlanGroup>(g => g.Units, "责任单位 / units made responsible");
        Field<PlanGroup>(g => g.Members, "成员 / members by name");
        Field<PlanGroup>(g => g.Duties, "职责 / duties");

        Field<PlanStep>(s => s.Id, "编号，勿改 / id, leave as it is");
        Field<PlanStep>(s => s.Action, "内容 / what is done");
        Field<PlanStep>(s => s.When, "何种情形下 / what sets it off");
        Field<PlanStep>(s => s.Who, "由谁 / who acts");
        Field<PlanStep>(s => s.Speed, "原文的时间用语 / the document's words for how fast");
        Field<PlanStep>(s => s.ReportTo, "向谁报告 / to whom it is reported");
        ByHand<PlanStep>(s => s.WithinMinutes, "几分钟内，手工填写（本地规定）/ within how many minutes, by hand (a local rule)");

        Field<PlanRoster>(r => r.Id, "编号，勿改 / id, leave as it is");
        Field<PlanRoster>(r => r.Name, "名称 / name");
        Field<PlanRoster>(r => r.Line, "原文行号 / line in the document");
        Field<PlanRoster>(r => r.Leaders, "组长 / leader");
        Field<PlanRoster>(r => r.Deputies, "副组长 / deputies");
        Field<PlanRoster>(r => r.Members, "成员 / members");
        Field<PlanRoster>(r => r.Office, "办公室 / its office");
        Field<PlanOffice>(o => o.At, "设在 / where it sits");
        Field<PlanOffice>(o => o.Director, "办公室主任 / director");
        Field<PlanOffice>(o => o.Members, "成员，照录原文 / members as written");
        Field<PlanOffice>(o => o.Line, "原文行号 / line in the document");

        Field<PlanUnit>(u => u.Id, "编号，勿改 / id, leave as it is");
        Field<PlanUnit>(u => u.Name, "全称 / full name");
        Field<PlanUnit>(u => u.Aliases, "简称 / short forms");
        Field<PlanUnit>(u => u.Police, "公安机关不因预案获得任何信访事项的查看权限 / police get no access to any case from a plan");
        Field<PlanUnit>(u => u.Line, "原文行号 / line in the document");

        Field<PlanPerson>(p => p.Id, "编号，勿改 / id, leave as it is");
        Field<PlanPerson>(p => p.Name, "姓名 / name");
        Field<PlanPerson>(p => p.Posts, "职务 / posts");
        ByHand<PlanPerson>(p => p.Phone, "电话，手工填写 / phone, by hand");
        ByHand<PlanPerson>(p => p.Email, "邮箱，手工填写 / e-mail, by hand");
        Field<PlanPerson>(p => p.Line, "原文行号 / line in the document");
        Field<PlanPost>(p => p.Unit, "单位 / unit");
        Field<PlanPost>(p => p.Title, "职务名称 / title");
        Field<PlanPost>(p => p.Text, "原文 / as written");
        return builder;
    }
}
