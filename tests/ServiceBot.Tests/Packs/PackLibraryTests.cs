using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class PackLibraryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempPack folder = new();
    private readonly PackLibrary library;
    private readonly TaskCompletionSource<Pack> changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PackStatus> refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PackLibraryTests()
    {
        library = new PackLibrary(folder.Wording, TimeProvider.System, NullLogger<PackLibrary>.Instance);
        library.Changed += p => changed.TrySetResult(p);
        library.Refused += s => refused.TrySetResult(s);
        library.Open(folder.Directory).ShouldBeOfType<PackLoad.Loaded>();
    }

    public void Dispose()
    {
        library.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_edit_is_picked_up_without_a_restart()
    {
        folder.Edit("wording/en.yaml", "You hear from me by {{due}}.", "Back to you by {{due}}!");

        var pack = await changed.Task.WaitAsync(Patience);

        pack.Wording.Render("promise", Locale.En, 0, ("due", "six")).ShouldBe("Back to you by six!");
        library.Find("parcels").ShouldBeSameAs(pack);
        library.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_file_in_a_folder_is_picked_up()
    {
        folder.Write("enquiries/price.yaml", "name: {zh-Hans: 价格, zh-Hant: 價格, en: Price}\nneeds: [subject]\n");

        var pack = await changed.Task.WaitAsync(Patience);

        pack.Enquiry("price").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_broken_edit_leaves_the_last_good_pack_running_and_says_so()
    {
        var before = library.Find("parcels");
        folder.Edit("wording/en.yaml", "{{due}}", "{{deu}}");

        var status = await refused.Task.WaitAsync(Patience);

        status.IsBroken.ShouldBeTrue();
        library.Find("parcels").ShouldBeSameAs(before);
        library.Problems.Select(p => p.ToString()).ShouldBe([Path.Combine(folder.Directory, "wording/en.yaml") + ":4: error: 'promise' has no value {{deu}}; write {{due}}"]);
    }

    [Fact]
    public async Task A_broken_edit_that_is_mended_runs()
    {
        folder.Edit("wording/en.yaml", "{{due}}", "{{deu}}");
        await refused.Task.WaitAsync(Patience);
        folder.Edit("wording/en.yaml", "{{deu}}", "{{due}} o'clock");

        var pack = await changed.Task.WaitAsync(Patience);

        pack.Wording.Render("promise", Locale.En, 0, ("due", "six")).ShouldBe("You hear from me by six o'clock.");
        library.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_broken_edit_that_is_taken_back_leaves_no_problem()
    {
        folder.Edit("wording/en.yaml", "{{due}}", "{{deu}}");
        library.Reload(folder.Directory);
        library.Problems.ShouldNotBeEmpty();

        folder.Edit("wording/en.yaml", "{{deu}}", "{{due}}");
        library.Reload(folder.Directory);

        library.Problems.ShouldBeEmpty();
        changed.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void A_pack_whose_folder_vanishes_keeps_running()
    {
        var before = library.Find("parcels");
        Directory.Move(folder.Directory, folder.Directory + "-away");

        library.Reload(folder.Directory);

        Directory.Move(folder.Directory + "-away", folder.Directory);
        library.Find("parcels").ShouldBeSameAs(before);
        library.Status.ShouldHaveSingleItem().IsBroken.ShouldBeTrue();
    }

    [Fact]
    public void A_case_finds_the_version_it_began_with()
    {
        var before = library.Find("parcels")!;
        folder.Edit("policy.yaml", "floor: 2.00", "floor: 3.00");
        library.Reload(folder.Directory);

        library.Find("parcels", before.Version)!.Policy.Floor.ShouldBe(2m);
        library.Find("parcels")!.Policy.Floor.ShouldBe(3m);
        library.Find("parcels", "forgotten").ShouldBeNull();
    }

    [Fact]
    public void A_running_pack_cannot_become_another_one()
    {
        folder.Edit("pack.yaml", "id: parcels", "id: letters");

        library.Reload(folder.Directory);

        library.Find("letters").ShouldBeNull();
        library.Problems.ShouldHaveSingleItem().What.ShouldBe("the id changed from 'parcels' to 'letters' while the pack runs");
    }

    [Fact]
    public void Two_packs_with_one_id_do_not_open()
    {
        using var twin = new TempPack();

        library.Open(twin.Directory).ShouldBeOfType<PackLoad.Broken>().Problems.ShouldHaveSingleItem().What.ShouldBe($"the pack in {folder.Directory} has the id 'parcels' too");
        library.Status.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_broken_edit_is_an_event_of_the_log()
    {
        var log = new EventLog();
        using var logged = new PackLibrary(folder.Wording, TimeProvider.System, log);
        logged.Open(folder.Directory);
        folder.Edit("wording/en.yaml", "{{due}}", "{{deu}}");

        logged.Reload(folder.Directory);

        log.Errors.ShouldContain(e => e.EndsWith("keeps running: wording/en.yaml:4: error: 'promise' has no value {{deu}}; write {{due}}", StringComparison.Ordinal));
    }

    private sealed class EventLog : ILogger<PackLibrary>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> errors = [];

        public IReadOnlyCollection<string> Errors => errors;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error) errors.Enqueue(formatter(state, exception));
        }
    }
}
