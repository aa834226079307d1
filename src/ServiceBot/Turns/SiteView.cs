using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Turns;

/// <summary>What a turn needs of its site: the pack as it is now, and where facts and incidents come from.</summary>
public sealed record SiteView(Pack Pack, IFactSource Facts, IIncidentSource Incidents);
