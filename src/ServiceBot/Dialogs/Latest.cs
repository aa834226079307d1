using System.Runtime.InteropServices;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs;

/// <summary>Short lists in which what is put takes the place of the one with the same id, or goes to the end.</summary>
internal static class Latest
{
    public static void Put(this List<ComplaintCase> cases, ComplaintCase value)
    {
        foreach (ref var known in CollectionsMarshal.AsSpan(cases))
        {
            if (known.Id != value.Id) continue;
            known = value;
            return;
        }
        cases.Add(value);
    }

    public static void Put(this List<Promise> promises, Promise value)
    {
        foreach (ref var known in CollectionsMarshal.AsSpan(promises))
        {
            if (known.Id != value.Id) continue;
            known = value;
            return;
        }
        promises.Add(value);
    }
}
