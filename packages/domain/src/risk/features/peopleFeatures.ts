import type { ClientWeek } from "../ClientWeek.ts";
import type { FeatureAt } from "./windows.ts";

const half = 26;

/** A trend below this was down already when the account changed hands. */
const wasDown = -0.25;

/**
 * 1 when somebody else of ours has owned the account since at most 26 weeks, unless its contact was falling before: then the
 * change may as well have been the remedy (design 04 §6.2).
 */
export const ownerChange = (weeks: ReadonlyArray<ClientWeek>, trend: FeatureAt): FeatureAt => {
  const last = new Int32Array(weeks.length);
  weeks.forEach(({ ownerChanged }, at) => {
    last[at] = ownerChanged > 0 ? at : at === 0 ? -1 : last[at - 1]!;
  });
  return (at) => {
    const changed = last[at]!;
    if (changed < 0 || at - changed >= half) return 0;
    return changed > 0 && trend(changed - 1) < wasDown ? 0 : 1;
  };
};

/** ln of the most senior people in touch in the year over those in touch now, 0 when there are no fewer. */
export const seniorLost =
  (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  (at) => {
    let most = 0;
    for (let i = Math.max(0, at - 51); i <= at; i++) most = Math.max(most, weeks[i]!.seniorContacts90);
    return Math.log((1 + most) / (1 + weeks[at]!.seniorContacts90));
  };

/** 1 while whoever wrote most of their messages has fallen silent and others have not. */
export const championSilent =
  (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  (at) =>
    weeks[at]!.championSilent > 0 ? 1 : 0;

/** ln of 1 and the effective number of people of theirs in touch in 90 days. */
export const contacts =
  (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  (at) =>
    Math.log1p(weeks[at]!.contactsEffectiveMilli / 1000);

/** ln of the weeks since the first sign of life. */
export const tenure = (): FeatureAt => (at) => Math.log(at + 1);
