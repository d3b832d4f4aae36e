using Answerable.Server.Hosting;

return await Verbs.Root().Parse(args).InvokeAsync();
