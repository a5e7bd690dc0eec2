import type { LedgerEvent } from "@rapport/contracts/Ledger";

type ContractType = Extract<LedgerEvent["type"], `contract.${string}`>;

/** What decides how one version of a contract differs from the one before. */
export interface ContractState {
  /** Last day; null when open-ended. */
  readonly endsOn: string | null;
  readonly renewsOn: string | null;
  /** The source says that it is over. */
  readonly ended: boolean;
}

/** Later, or lifted. */
const putOff = (before: string | null, now: string | null): boolean =>
  before !== null && (now === null || now > before);

/**
 * What a version of a contract changed: `started` when it is the first seen, `ended` when it is over and was not,
 * `renewed` when its end was put off or lifted, or its renewal moved to a later date, or it goes on after it had
 * ended; anything else is `changed`.
 */
export const contractChange = (before: ContractState | null, now: ContractState): ContractType => {
  if (before === null) return "contract.started";
  if (now.ended !== before.ended) return now.ended ? "contract.ended" : "contract.renewed";
  if (putOff(before.endsOn, now.endsOn)) return "contract.renewed";
  const later = before.renewsOn !== null && now.renewsOn !== null && now.renewsOn > before.renewsOn;
  return later && before.endsOn === now.endsOn ? "contract.renewed" : "contract.changed";
};

/** The note that the next version is compared with. */
export const contractNote = ({ endsOn, renewsOn, ended }: ContractState): string =>
  JSON.stringify([endsOn, renewsOn, ended]);

/** Null for what is no such note. */
export const readContractNote = (note: string | null): ContractState | null => {
  if (note === null) return null;
  try {
    const parsed: unknown = JSON.parse(note);
    if (!Array.isArray(parsed) || parsed.length !== 3) return null;
    const [endsOn, renewsOn, ended] = parsed as ReadonlyArray<unknown>;
    const isDay = (value: unknown): value is string | null => value === null || typeof value === "string";
    return isDay(endsOn) && isDay(renewsOn) && typeof ended === "boolean"
      ? { endsOn, renewsOn, ended }
      : null;
  } catch {
    return null;
  }
};
