using System.Linq.Expressions;
using Answerable.Plans;
using YamlDotNet.Serialization;

namespace Answerable.Server.Plans;

/// <summary>The comment over each field of a plan file, in both languages. A test asks one for every field.</summary>
internal static class PlanFields
{
    public static SerializerBuilder Comment(SerializerBuilder builder)
    {
        OfPlan(builder);
        OfPlanItem(builder);
        OfPlanClause(builder);
        OfPlanGroup(builder);
        OfPlanStep(builder);
        OfPlanRoster(builder);
        OfPlanOffice(builder);
        OfPlanUnit(builder);
        OfPlanPerson(builder);
        OfPlanPost(builder);
        return builder;
    }

    private static void OfPlan(SerializerBuilder builder)
    {
        builder.WithAttributeOverride<Plan>(plan => plan.Items, new YamlIgnoreAttribute());
        builder.Field<Plan>(p => p.Format, "文件格式版本，勿改 / version of this format, leave as it is");
        builder.Field<Plan>(p => p.Title, "预案名称 / name of the plan");
        builder.Field<Plan>(p => p.Nature, "性质 / what it prepares for: general, naturalDisaster, accident, publicHealth, socialSafety, inspection");
        builder.Field<Plan>(p => p.IssuedBy, "印发机关 / issuing bodies");
        builder.Field<Plan>(p => p.DocumentNumber, "发文字号 / document number");
        builder.Field<Plan>(p => p.IssuedOn, "印发日期，照录原文 / date of issue as written");
        builder.ByHand<Plan>(p => p.LastDrill, "上次演练日期，手工填写，如 2026-05-12 / last drill, by hand");
        builder.ByHand<Plan>(p => p.LastEvaluation, "上次评估日期，手工填写 / last evaluation, by hand");
        builder.ByHand<Plan>(p => p.Rulebook, "建镇所依的规则，手工填写，如 cn-petition-2022、uk-lgsco-2024 / rulebook a town founded from it is set up under, by hand");
        builder.Field<Plan>(p => p.Purpose, "编制目的 / purpose");
        builder.Field<Plan>(p => p.Objectives, "工作目标 / objectives");
        builder.Field<Plan>(p => p.Principles, "工作原则 / principles");
        builder.Field<Plan>(p => p.Groups, "工作组和领导小组 / working groups and commands");
        builder.Field<Plan>(p => p.Steps, "处置程序 / steps of the procedure");
        builder.Field<Plan>(p => p.Accountability, "责任追究 / accountability clauses");
        builder.Field<Plan>(p => p.Provisions, "其他部分：预警、报告、保障、管理等 / other parts: warning, reporting, resources, management");
        builder.Field<Plan>(p => p.Rosters, "名单 / rosters");
        builder.Field<Plan>(p => p.Units, "单位，一个单位一条 / units, each once");
        builder.Field<Plan>(p => p.People, "人员 / people");
        builder.Field<Plan>(p => p.Unmapped, "未能归类的原文，请人工处理 / text that fits nowhere, place it by hand");
        builder.Field<Plan>(p => p.Baseline, "上次导入时各条目的指纹，勿改：再次导入时据此保留手工修改 / fingerprints of the last import, leave them: they keep your edits when you import again");
    }

    private static void OfPlanItem(SerializerBuilder builder)
    {
        builder.Field<PlanItem>(i => i.Id, "条目编号，勿改 / id of the entry, leave as it is");
        builder.Field<PlanItem>(i => i.Topic, "主题 / topic");
        builder.Field<PlanItem>(i => i.Heading, "所在标题 / heading over it");
        builder.Field<PlanItem>(i => i.Text, "原文，勿改 / as issued, leave as it is");
        builder.Field<PlanItem>(i => i.Line, "原文行号 / line in the document");
        builder.Field<PlanItem>(i => i.EndLine, "原文末行 / last line");
        builder.Field<PlanItem>(i => i.Clauses, "逐句处理结果 / what becomes of each clause");
    }

    private static void OfPlanClause(SerializerBuilder builder)
    {
        builder.Field<PlanClause>(c => c.Text, "分句原文 / the clause as issued");
        builder.Field<PlanClause>(c => c.Verdict, "carried 照录, reworded 改写, replaced 不予导入并以法定职责代替 / carried, reworded, or replaced by the lawful duty");
        builder.Field<PlanClause>(c => c.Carried, "系统采用的文字，可改 / the words the system uses, may be edited");
        builder.Field<PlanClause>(c => c.Rule, "依据的权利规则 / the rights rule that spoke");
    }

    private static void OfPlanGroup(SerializerBuilder builder)
    {
        builder.Field<PlanGroup>(g => g.Id, "编号，勿改 / id, leave as it is");
        builder.Field<PlanGroup>(g => g.Name, "系统采用的名称 / name the system uses");
        builder.Field<PlanGroup>(g => g.NameAsIssued, "原文名称，勿改 / name as issued, leave as it is");
        builder.Field<PlanGroup>(g => g.Commands, "true 为领导小组或者指挥部 / true for a leading group or command post");
        builder.Field<PlanGroup>(g => g.Line, "原文行号 / line in the document");
        builder.Field<PlanGroup>(g => g.Leads, "责任领导 / leaders in charge");
        builder.ByHand<PlanGroup>(g => g.Deputy, "替补，手工填写 / who stands in for the lead, by hand");
        builder.Field<PlanGroup>(g => g.Units, "责任单位 / units made responsible");
        builder.Field<PlanGroup>(g => g.Members, "成员 / members by name");
        builder.Field<PlanGroup>(g => g.Duties, "职责 / duties");
    }

    private static void OfPlanStep(SerializerBuilder builder)
    {
        builder.Field<PlanStep>(s => s.Id, "编号，勿改 / id, leave as it is");
        builder.Field<PlanStep>(s => s.Action, "内容 / what is done");
        builder.Field<PlanStep>(s => s.When, "何种情形下 / what sets it off");
        builder.Field<PlanStep>(s => s.Who, "由谁 / who acts");
        builder.Field<PlanStep>(s => s.Speed, "原文的时间用语 / the document's words for how fast");
        builder.Field<PlanStep>(s => s.ReportTo, "向谁报告 / to whom it is reported");
        builder.ByHand<PlanStep>(s => s.WithinMinutes, "几分钟内，手工填写（本地规定）/ within how many minutes, by hand (a local rule)");
    }

    private static void OfPlanRoster(SerializerBuilder builder)
    {
        builder.Field<PlanRoster>(r => r.Id, "编号，勿改 / id, leave as it is");
        builder.Field<PlanRoster>(r => r.Name, "名称 / name");
        builder.Field<PlanRoster>(r => r.Line, "原文行号 / line in the document");
        builder.Field<PlanRoster>(r => r.Leaders, "组长 / leader");
        builder.Field<PlanRoster>(r => r.Deputies, "副组长 / deputies");
        builder.Field<PlanRoster>(r => r.Members, "成员 / members");
        builder.Field<PlanRoster>(r => r.Office, "办公室 / its office");
    }

    private static void OfPlanOffice(SerializerBuilder builder)
    {
        builder.Field<PlanOffice>(o => o.At, "设在 / where it sits");
        builder.Field<PlanOffice>(o => o.Director, "办公室主任 / director");
        builder.Field<PlanOffice>(o => o.Members, "成员，照录原文 / members as written");
        builder.Field<PlanOffice>(o => o.Line, "原文行号 / line in the document");
    }

    private static void OfPlanUnit(SerializerBuilder builder)
    {
        builder.Field<PlanUnit>(u => u.Id, "编号，勿改 / id, leave as it is");
        builder.Field<PlanUnit>(u => u.Name, "全称 / full name");
        builder.Field<PlanUnit>(u => u.Aliases, "简称 / short forms");
        builder.Field<PlanUnit>(u => u.Police, "公安机关不因预案获得任何信访事项的查看权限 / police get no access to any case from a plan");
        builder.Field<PlanUnit>(u => u.Line, "原文行号 / line in the document");
    }

    private static void OfPlanPerson(SerializerBuilder builder)
    {
        builder.Field<PlanPerson>(p => p.Id, "编号，勿改 / id, leave as it is");
        builder.Field<PlanPerson>(p => p.Name, "姓名 / name");
        builder.Field<PlanPerson>(p => p.Posts, "职务 / posts");
        builder.ByHand<PlanPerson>(p => p.Phone, "电话，手工填写 / phone, by hand");
        builder.ByHand<PlanPerson>(p => p.Email, "邮箱，手工填写 / e-mail, by hand");
        builder.Field<PlanPerson>(p => p.Line, "原文行号 / line in the document");
    }

    private static void OfPlanPost(SerializerBuilder builder)
    {
        builder.Field<PlanPost>(p => p.Unit, "单位 / unit");
        builder.Field<PlanPost>(p => p.Title, "职务名称 / title");
        builder.Field<PlanPost>(p => p.Text, "原文 / as written");
    }

    private static void Field<T>(this SerializerBuilder builder, Expression<Func<T, object?>> field, string words) =>
        builder.WithAttributeOverride(field!, new YamlMemberAttribute { Description = words });

    // What people fill in by hand stands there empty, so that they see it.
    private static void ByHand<T>(this SerializerBuilder builder, Expression<Func<T, object?>> field, string words) =>
        builder.WithAttributeOverride(field!, new YamlMemberAttribute { Description = words, DefaultValuesHandling = DefaultValuesHandling.Preserve });
}
