import type { NoPlayEffect, PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import type { z } from "zod";

const isMoney = ({ measure }: { readonly measure: string }): boolean => measure === "contribution";

type NotTold = z.infer<typeof NoPlayEffect>;

const notShown = ({ measure, means }: Pick<NotTold, "measure" | "means">): NotTold => ({
  measure,
  means,
  why: "money is not shown to you",
});

/** What came of plays, for a reader who may not see money: a share of revenue before and after tells what it was. */
export const playsWithoutMoney = (answer: PlaysAnswer): PlaysAnswer => ({
  ...answer,
  items: answer.items.map((play) => ({
    ...play,
    effects: play.effects.filter((effect) => !isMoney(effect)),
    notTold: [
      ...play.notTold.filter((one) => !isMoney(one)),
      ...[...play.effects, ...play.notTold].filter(isMoney).map(notShown),
    ],
  })),
  byAction: answer.byAction.filter((effect) => !isMoney(effect)),
});
