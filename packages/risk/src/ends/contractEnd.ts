import type { ContractVersion } from "../sources/readContracts.ts";
import type { EndState } from "./EndSpan.ts";

type Contracts = ReadonlyArray<ReadonlyArray<ContractVersion>>;

/** Days on which the contracts of a client may show something else about its end. */
export const contractDays = (contracts: Contracts): ReadonlyArray<string> =>
  contracts.flat().flatMap(({ knownOn, endsOn }) => (endsOn === null ? [knownOn] : [knownOn, endsOn]));

const latest = (versions: ReadonlyArray<ContractVersion>): ContractVersion =>
  versions.reduce((a, b) => ((b.endsOn ?? "") > (a.endsOn ?? "") ? b : a));

/** The version known on this very day that gave a last day to a contract that had none. */
const noticeOn = (contracts: Contracts, day: string): ContractVersion | null =>
  contracts.flatMap((versions) =>
    versions.filter(
      (version, i) =>
        version.knownOn === day && version.endsOn !== null && i > 0 && versions[i - 1]!.endsOn === null,
    ),
  )[0] ?? null;

/**
 * What the contracts of a client show of its end at the end of each of `days` (in order; all of `contractDays` among them).
 * While one of them is open or renews, nothing. When the last of these gets a last day, that is notice (`client_left`), until
 * another is signed or the end is lifted. When nothing but fixed ends have passed, a project is complete.
 */
export const contractEnds = (
  contracts: Contracts,
  days: ReadonlyArray<string>,
): ReadonlyMap<string, EndState | null> => {
  const states = new Map<string, EndState | null>();
  let state: EndState | null = null;
  for (const day of days) {
    const known = contracts.flatMap((versions) => versions.findLast((one) => one.knownOn <= day) ?? []);
    const alive = known.filter(({ endsOn }) => endsOn === null || endsOn > day);
    const open = alive.some(({ endsOn }) => endsOn === null);
    const notice = open ? null : noticeOn(contracts, day);
    if (known.length === 0 || open) state = null;
    else if (notice !== null && state?.cause !== "client_left")
      state = {
        noticeOn: day,
        endsOn: latest(known).endsOn!,
        cause: "client_left",
        eventId: notice.eventId,
      };
    else if (state?.cause === "client_left") state = stillLeaving(state, known, alive, day);
    else state = alive.length > 0 ? null : projectComplete(known);
    states.set(day, state);
  }
  return states;
};

/** Notice stands while its contracts run out; a contract that was signed after their end is another story. */
const stillLeaving = (
  state: EndState,
  known: ReadonlyArray<ContractVersion>,
  alive: ReadonlyArray<ContractVersion>,
  day: string,
): EndState | null => {
  const goesOn = alive.some(({ startsOn }) => startsOn > state.endsOn);
  if (goesOn) return null;
  const endsOn = latest(known).endsOn!;
  return day <= state.endsOn || endsOn === state.endsOn ? { ...state, endsOn } : projectComplete(known);
};

const projectComplete = (known: ReadonlyArray<ContractVersion>): EndState => {
  const last = latest(known);
  return { noticeOn: last.endsOn!, endsOn: last.endsOn!, cause: "project_complete", eventId: last.eventId };
};
