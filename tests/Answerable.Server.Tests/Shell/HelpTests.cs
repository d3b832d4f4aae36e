using Answerable.Server.Hosting;

namespace Answerable.Server.Tests.Shell;

public sealed class HelpTests
{
    [Theory, InlineData("demo"), InlineData("serve")]
    public void Help_calls_the_program_by_the_name_people_type(string verb)
    {
        using var said = new StringWriter();

        Assert.Equal(0, Verbs.Root().Parse([verb, "--help"]).Invoke(new() { Output = said }));

        Assert.Contains($"answerable {verb}", said.ToString(), StringComparison.Ordinal);
    }
}
