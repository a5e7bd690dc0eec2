const key = "rapport.marked";

/** Accounts whose people do not exist, and those of the sample mailbox. */
export interface Marked {
  readonly simulated: ReadonlyArray<string>;
  readonly sample: ReadonlyArray<string>;
}

const none: Marked = { simulated: [], sample: [] };

const isTexts = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

/** What the sources said when they were last asked in this browser; none before. */
export const lastMarked = (): Marked => {
  try {
    const { simulated, sample } = JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, unknown>;
    return isTexts(simulated) && isTexts(sample) ? { simulated, sample } : none;
  } catch {
    return none;
  }
};

export const keepMarked = (marked: Marked): void => localStorage.setItem(key, JSON.stringify(marked));
