using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>The certificate that proves the app id, from a file or from the system's store. What cannot prove it stops the start with a sentence.</summary>
internal static class BotCertificate
{
    /// <returns>Null when the settings name none.</returns>
    /// <exception cref="SettingException"/>
    public static X509Certificate2? Read(BotFrameworkSettings settings)
    {
        if ((settings.CertificatePath ?? settings.CertificateThumbprint) is null) return null;
        var (certificate, named) = settings.CertificatePath is { } path
            ? (FromFile(path, settings.CertificatePassword), $"BotFramework:CertificatePath is '{path}'")
            : (FromStore(settings.CertificateThumbprint!), $"BotFramework:CertificateThumbprint is '{settings.CertificateThumbprint}'");
        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new SettingException(certificate.HasPrivateKey
            ? $"{named}, whose key is no RSA key. Microsoft's directory takes RSA only: make a certificate with an RSA key of 2,048 bits or more."
            : $"{named}, which holds the certificate without its private key. Export it again with the key.");
    }

    private static X509Certificate2 FromFile(string path, string? password)
    {
        if (Directory.Exists(path)) throw new SettingException($"BotFramework:CertificatePath is '{path}', which is a folder. Name the file: a PFX, or a PEM with its key.");
        if (!File.Exists(path)) throw new SettingException($"BotFramework:CertificatePath is '{path}', where there is no file that this user can see.");
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() is ".pem" or ".crt"
                ? password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password)
                : X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SettingException($"BotFramework:CertificatePath is '{path}', which this user ({Environment.UserName}) may not read. Give it the right to.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException)
        {
            throw new SettingException($"BotFramework:CertificatePath is '{path}', which cannot be read {(password is null ? "without a password" : "with BotFramework:CertificatePassword")}: {unreadable.Message} Give a PFX, or a PEM with its key, and its password as BotFramework:CertificatePassword where it has one.");
        }
    }

    private static X509Certificate2 FromStore(string thumbprint)
    {
        // Copied from a window it comes with blanks, and with a mark that nobody sees before it.
        var digits = new string([.. thumbprint.Where(char.IsAsciiHexDigit)]);
        foreach (var location in Locations)
        {
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly);
            if (store.Certificates.Find(X509FindType.FindByThumbprint, digits, validOnly: false).FirstOrDefault(found => found.HasPrivateKey) is { } found) return found;
        }

        throw new SettingException($"BotFramework:CertificateThumbprint is '{thumbprint}', but {(Locations.Length == 1 ? "the store of this user" : "neither the user's nor the machine's store")} holds no such certificate with its key. Put it there, or name a file as BotFramework:CertificatePath.");
    }

    // Elsewhere than on Windows a machine has no store of certificates with keys.
    private static StoreLocation[] Locations => OperatingSystem.IsWindows() ? [StoreLocation.CurrentUser, StoreLocation.LocalMachine] : [StoreLocation.CurrentUser];
}
