import type { MailFact } from "./EffortMonth.ts";
import type { Estimate } from "./Estimate.ts";
import { compareText } from "./fixedOrder.ts";
import type { TimeEquations } from "./timeEquations.ts";

/**
 * The effort of mails, given in order of time: who of us wrote it, each of us who reads it, and, for the first mail
 * from outside after a pause of the reader's, the interruption. Writing has a place, the seconds before it was sent.
 */
export const estimateMail = (
  mails: ReadonlyArray<MailFact>,
  equationsAt: (ms: number) => TimeEquations,
): ReadonlyArray<Estimate> => {
  const estimates: Array<Estimate> = [];
  const lastMs = new Map<string, number>();
  for (const { eventId, ms, words, writer, readers, holders } of mails) {
    const equations = equationsAt(ms);
    if (writer !== null)
      estimates.push({
        eventId, ms, category: "mail_written", person: writer, holders,
        rawSeconds: equations.write(words), place: "before",
      }); // prettier-ignore
    for (const { person, copied } of inOrder(readers)) {
      if (person === writer) continue;
      const rawSeconds = equations.read(words, copied);
      estimates.push({ eventId, ms, category: "mail_read", person, holders, rawSeconds, place: null });
      if (writer !== null) continue;
      const sinceMs = ms - (lastMs.get(person) ?? Number.NEGATIVE_INFINITY);
      lastMs.set(person, ms);
      if (sinceMs > equations.interruptionGapMs)
        estimates.push({
          eventId, ms, category: "interruption", person, holders,
          rawSeconds: equations.interruption, place: null,
        }); // prettier-ignore
    }
  }
  return estimates;
};

/** Each reader once, as addressed where they are copied in as well. */
const inOrder = (readers: MailFact["readers"]): MailFact["readers"] => {
  if (readers.every(({ person }, i) => i === 0 || readers[i - 1]!.person < person)) return readers;
  const sorted = readers.toSorted(
    (a, b) => compareText(a.person, b.person) || Number(a.copied) - Number(b.copied),
  );
  return sorted.filter(({ person }, i) => i === 0 || sorted[i - 1]!.person !== person);
};
