import type { Contribution, HolderState } from "../Contribution.ts";
import { apportion, spreadEvenly } from "./apportion.ts";
import type { EffortMonthInput, OverheadFact } from "./EffortMonth.ts";
import type { LabourOfDay } from "./EffortRows.ts";
import { bareContribution } from "./unusedCapacity.ts";
import { compareText, inOrderOfHolder } from "./fixedOrder.ts";

interface Share {
  readonly state: HolderState;
  readonly party: string;
  readonly seconds: number;
}

/**
 * Shares the month's overhead out: evenly over its working days, each day's part over the seconds of that day: of
 * clients, of organisations, unattributed, internal, and of unused capacity where there is any. A day on which there
 * are no seconds at all leaves its part with the unused. What comes in and what goes out is a pot each; its documents
 * fill the days one after another in order of id, so each adds to its own amount and a day's share names few of them.
 */
export const spreadOverhead = (
  input: Pick<EffortMonthInput, "workingDays" | "overheads" | "month">,
  labour: ReadonlyMap<string, LabourOfDay>,
  unused: ReadonlyArray<Contribution>,
): ReadonlyArray<Contribution> => {
  const days = [...new Set(input.workingDays)].toSorted(compareText);
  const over = days.length > 0 ? days : calendarDays(input.month);
  const documents = input.overheads.toSorted((a, b) => compareText(a.eventId, b.eventId));
  const pots = [
    documents.filter(({ amountMinor }) => amountMinor > 0),
    documents.filter(({ amountMinor }) => amountMinor < 0),
  ];
  const unusedSeconds = new Map<string, number>();
  for (const { day, seconds } of unused) unusedSeconds.set(day, (unusedSeconds.get(day) ?? 0) + seconds);
  return pots.flatMap((pot) => {
    const total = pot.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const amounts = spreadEvenly(total, over.length);
    const partsOf = fillInTurn(pot);
    return over.flatMap((day, i) => {
      const shares = sharesOf(labour.get(day), unusedSeconds.get(day) ?? 0);
      return partsOf(amounts[i]!).flatMap((part) => shareOut(day, part, shares));
    });
  });
};

const calendarDays = (month: string): ReadonlyArray<string> => {
  const [year, number] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return Array.from({ length: count }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`);
};

const nobody: Share = { state: "unused", party: "", seconds: 1 };

const sharesOf = (labour: LabourOfDay | undefined, unusedSeconds: number): ReadonlyArray<Share> => {
  const worked = inOrderOfHolder((labour?.holders.values() ?? []).filter(({ seconds }) => seconds > 0));
  const all = unusedSeconds > 0 ? [...worked, { ...nobody, seconds: unusedSeconds }] : worked;
  return all.length > 0 ? all : [nobody];
};

/** Takes amounts off documents of one sign in their order; gives what each call's amount is made of. */
const fillInTurn = (
  documents: ReadonlyArray<OverheadFact>,
): ((amountMinor: number) => ReadonlyArray<OverheadFact>) => {
  let at = 0;
  let leftMinor = documents[0]?.amountMinor ?? 0;
  return (amountMinor) => {
    const parts: Array<OverheadFact> = [];
    let wanted = amountMinor;
    while (wanted !== 0) {
      const taken = Math.abs(leftMinor) < Math.abs(wanted) ? leftMinor : wanted;
      parts.push({ eventId: documents[at]!.eventId, amountMinor: taken });
      wanted -= taken;
      leftMinor -= taken;
      if (leftMinor === 0) leftMinor = documents[++at]?.amountMinor ?? 0;
    }
    return parts;
  };
};

const shareOut = (
  day: string,
  { eventId, amountMinor }: OverheadFact,
  shares: ReadonlyArray<Share>,
): ReadonlyArray<Contribution> => {
  const parts = apportion(
    amountMinor,
    shares.map(({ seconds }) => seconds),
  );
  return shares.flatMap(({ state, party }, i) =>
    parts[i] === 0
      ? []
      : [
          bareContribution({
            day,
            state,
            party,
            category: "overhead",
            measured: true,
            eventId,
            costMinor: parts[i]!,
          }),
        ],
  );
};
