using System.Net;
using ArkForge.Sandbox.Endpoints.Internal;
using ArkForge.Sandbox.Faults.Internal;
using ArkForge.Sandbox.Idempotency.Internal;
using ArkForge.Sandbox.Keys.Internal;
using ArkForge.Sandbox.Markets.Internal;
using ArkForge.Sandbox.Quota.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ArkForge.Sandbox.Hosting.Internal;

/// <summary>Puts the service together. The empty builder reads no settings, so the environment of the process that hosts it cannot bend it.</summary>
internal static class SandboxHost
{
    public static WebApplication Build(ArkForgeSandboxOptions options, KeyService keys, SandboxRequests requests, SandboxFaults faults)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodySize;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.AddSingleton(options.TimeProvider);
        builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton(requests);
        builder.Services.AddSingleton(faults);
        builder.Services.AddSingleton<IdempotencyLedger>();
        builder.Services.AddSingleton(new QuotaLedger(options.TimeProvider, options.Limit, options.QuotaWindow));
        options.Logging?.Invoke(builder.Logging);

        var app = builder.Build();
        app.UseMiddleware<AnswerMiddleware>();
        app.UseRouting();
        app.UseMiddleware<AdmissionMiddleware>();
        app.UseMiddleware<BodyMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        HealthEndpoint.Map(app, options.TimeProvider);
        PortfolioEndpoints.Map(app, new SimulatedMarket(options.Seed), options.TimeProvider);
        KeyEndpoints.Map(app, keys);
        return app;
    }
}
