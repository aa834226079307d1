using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Server.Company;

/// <summary>Once a minute: coupons whose time is over end in the ledger too. Whoever asks before that is told the truth by the clock.</summary>
internal sealed class CouponExpiry(Coupons coupons, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                try
                {
                    while (await coupons.ExpireAsync(AtOnce, stoppingToken) == AtOnce) { }
                }
                catch (StoreUnavailableException)
                {
                    // The next minute will do: nothing hangs on it.
                    continue;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }
}
