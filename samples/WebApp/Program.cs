using ArkForge.Sandbox;
using WebApp.Errors;
using WebApp.Rebalancing;

var builder = WebApplication.CreateBuilder(args);

// Address and key come from the section "ArkForge", user secrets or the environment.
var arkforge = builder.Services.AddArkForge();

// In Development a service runs inside this process (appsettings.Development.json); start it before, stop it after the host.
await using var sandbox = builder.Configuration.GetValue<bool>("UseSandbox") ? await ArkForgeSandbox.StartAsync() : null;
if (sandbox is not null) arkforge.UseSandbox(sandbox);

builder.Services.AddControllers();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ArkForgeExceptionHandler>();
builder.Services.AddRebalancing();

await using var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapControllers();
await app.RunAsync();
