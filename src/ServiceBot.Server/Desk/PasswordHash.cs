using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ServiceBot.Server.Desk;

/// <summary>PBKDF2-HMAC-SHA512 in the framework's format, which names its own parameters; at most two at once, so that guessing cannot starve turns.</summary>
internal sealed class PasswordHash : IDisposable
{
    // OWASP's figure for PBKDF2-HMAC-SHA512 (2023).
    private const int Iterations = 210_000;

    private readonly PasswordHasher<string> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 32, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    private readonly Lazy<string> nobody;

    public PasswordHash() => nobody = new(() => hasher.HashPassword("", "of nobody"));

    public string Of(string password) => hasher.HashPassword("", password);

    /// <param name="stored">Null where there is no such agent: the same time is spent, and the answer is no.</param>
    /// <returns>Null when too many wait already.</returns>
    public async ValueTask<bool?> MatchesAsync(string? stored, string password, CancellationToken cancellation)
    {
        using var permit = await limiter.AcquireAsync(1, cancellation);
        if (!permit.IsAcquired) return null;
        return await Task.Run(() => hasher.VerifyHashedPassword("", stored ?? nobody.Value, password) != PasswordVerificationResult.Failed && stored is not null, cancellation);
    }

    public void Dispose() => limiter.Dispose();
}
