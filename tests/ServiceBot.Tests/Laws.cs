using FsCheck;
using Microsoft.FSharp.Core;

namespace ServiceBot.Tests;

/// <summary>Laws are tried on the same cases in every run, so that a change is never refused for a case that it did not bring; a long run tries new ones.</summary>
internal static class Laws
{
    private static readonly bool areNew = Environment.GetEnvironmentVariable("SERVICEBOT_LONG") == "1";

    public static Config Cases(int count = 100) =>
        (areNew ? Config.QuickThrowOnFailure : Config.QuickThrowOnFailure.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261121), null)))).WithMaxTest(count);
}
