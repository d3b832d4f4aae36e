using Answerable.Server.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShell(builder.Configuration);

var app = builder.Build();
app.UseShell();
app.UseFormGuard();
app.MapShell();
app.Run();
