using System.CommandLine;
using Answerable.Server.Hosting;

// A stop takes as long as the messages that are leaving; two seconds, the library's own figure, would cut them off.
return await Verbs.Root().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
