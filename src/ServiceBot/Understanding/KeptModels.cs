using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using ServiceBot.Understanding.Intents;

namespace ServiceBot.Understanding;

/// <summary>
/// What was learnt from packs, in a folder, so that the next start need not learn it again (a quarter of it, docs/benchmarks.md). Only a hint: a file
/// that is damaged, or of another pack or program, is not believed, and may be deleted at any time.
/// </summary>
/// <param name="folder">Made when there is something to keep.</param>
/// <param name="program">What the same source gives another model in.</param>
public sealed partial class KeptModels(string folder, string program, ILogger log)
{
    // Of packs that ran lately, two versions each for a handful of sites; one is 5 MB.
    private const int MostFiles = 16;

    public KeptModels(string folder, ILogger<KeptModels> log)
        : this(folder, ThisProgram, log)
    {
    }

    // Code and tables: the compiler gives each content its own id.
    private static string ThisProgram => $"{typeof(KeptModels).Module.ModuleVersionId} {BitConverter.IsLittleEndian}";

    /// <returns>Null when none is kept that can be believed.</returns>
    public Understander? Find(UnderstandingSource source)
    {
        var key = Key(source);
        var file = FileOf(key);
        try
        {
            if (!File.Exists(file)) return null;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            using var reader = new ModelReader(stream);
            if (!reader.Read<byte>().AsSpan().SequenceEqual(key)) throw new InvalidDataException("It is of another pack or another program.");
            var understander = Understander.Read(source, reader);
            if (!reader.IsWhole()) throw new InvalidDataException("Its hash is not that of its content.");
            return understander;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Log.NotRead(log, fault, file);
            TryDelete(file);
            return null;
        }
    }

    public bool Has(UnderstandingSource source) => File.Exists(FileOf(Key(source)));

    /// <summary>Whole or not at all; what cannot be kept is learnt again at the next start.</summary>
    public void Keep(UnderstandingSource source, Understander understander)
    {
        var key = Key(source);
        var file = FileOf(key);
        var beside = $"{file}.{Environment.ProcessId}.new";
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                using var writer = new ModelWriter(stream);
                writer.Write<byte>(key);
                understander.Write(writer);
                writer.End();
            }

            File.Move(beside, file, overwrite: true);
            foreach (var old in new DirectoryInfo(folder).GetFiles("*.model*").OrderByDescending(f => f.LastWriteTimeUtc).Skip(MostFiles)) old.Delete();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(log, fault, file);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
        {
            // It is not believed at the next start either.
        }
    }

    private string FileOf(byte[] key) => Path.Combine(folder, $"{Convert.ToHexStringLower(key.AsSpan(0, 16))}.model");

    // As JSON: whatever the source may come to say besides is part of the key by itself.
    private byte[] Key(UnderstandingSource source) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(program), 0, .. JsonSerializer.SerializeToUtf8Bytes(source, KeptModelsJson.Default.UnderstandingSource)]);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The kept model {File} cannot be used; the pack's examples are learnt again.")]
        public static partial void NotRead(ILogger logger, Exception fault, string file);

        [LoggerMessage(Level = LogLevel.Warning, Message = "What was learnt could not be kept in {File}; the next start learns it again.")]
        public static partial void NotKept(ILogger logger, Exception fault, string file);
    }
}

[JsonSerializable(typeof(UnderstandingSource))]
internal sealed partial class KeptModelsJson : JsonSerializerContext;
