/** What moved the risk of each client since a day, and why. */
export const whatChangedTexts = {
  title: "What changed",
  lead: (since: string, asOf: string) => `Risk of notice on ${asOf} against ${since}.`,
  parts: {
    title: "Over all clients",
    note: "Notices expected within the horizon: what changed adds up from three parts, exactly.",
  },
  knowledge: {
    title: "Then and now",
    knownThen: "What was known then",
    untilMoment: (moment: string) => `as recorded by ${moment}`,
    unknown: "there is no record here of it; it is what is known now of that day, so no data count as late",
    model: "Model then",
    modelNow: "Model now",
    same: "the same",
    settings: "Settings changed",
    none: "none that risk is figured with",
    setting: (key: string, before: string, after: string) =>
      `${key}: ${before || "not set"} → ${after || "not set"}`,
  },
  clients: {
    title: "Client by client",
    note: "Change in the chance of notice, in points of a hundred. The three parts add to the change to the millionth; each is rounded here by itself.",
    only: "Which changes",
    kinds: {
      all: "All",
      up: "Likelier to leave",
      down: "Less likely",
      band: "Another band",
      ours: "Our model or settings",
    },
    change: "Change",
    behaviour: "Behaviour",
    late: "Late data",
    ours: "Model, settings",
    came: "not there then",
    gone: "no longer judged",
    notTold: "no score to compare",
    none: "Nobody is left by these filters.",
    empty: "No client has a score to compare on these two days.",
  },
} as const;
