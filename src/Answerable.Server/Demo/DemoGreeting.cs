using Answerable.Server.Demo.Mail;
using Answerable.Server.Grievances;
using Spectre.Console;

namespace Answerable.Server.Demo;

/// <summary>What a newcomer reads when the demonstration is up: where to look, and whom to be. Lines are never broken: addresses are to be copied.</summary>
internal static class DemoGreeting
{
    public static void Print(TextWriter to, string address, Filed.Accepted toTry)
    {
        to.WriteLine();
        to.WriteLine($"应答 Answerable · 清河镇（演示） Qinghe (demo)   {address}");
        Rows(to, [
            ("群众页面 residents", $"{address}/"),
            ("工作人员登录 staff", $"{address}/sign-in"),
            ("演示信箱 mailbox", $"{address}{DemoPost.Page}"),
            ("公开日志 public log", $"{address}/log/{DemoTown.Jurisdiction}/checkpoint"),
        ]);
        to.WriteLine("以群众身份查询一件 · look at a case as its resident");
        Rows(to, [("编号 number", toTry.Number), ("查询码 access code", toTry.AccessCode)]);
        to.WriteLine("工作人员账号 · staff sign-ins");
        Rows(to, [("密码 password", DemoTown.Password), .. DemoTown.SignIns.Select(signIn => (signIn.Account, $"{signIn.Role.In("zh")} · {signIn.Role.In("en")}"))]);
        to.WriteLine("按 Ctrl-C 停止 · stop with Ctrl-C");
    }

    // A Chinese character is two columns wide.
    private static void Rows(TextWriter to, (string Left, string Right)[] rows)
    {
        var width = rows.Max(row => row.Left.GetCellWidth());
        foreach (var (left, right) in rows)
            to.WriteLine($"    {left}{new string(' ', width - left.GetCellWidth())}  {right}");
        to.WriteLine();
    }
}
