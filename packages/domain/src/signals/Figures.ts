/** The figures of a signal by the names of their columns: whole numbers, decimals of percent and tone, days, words. */
export type Figures = Readonly<Record<string, number | string | null>>;

/** What was noticed, as the views of signals have it. */
export interface Noticed {
  /** What within the client it is about; see the view's column. */
  readonly about: string;
  readonly figures: Figures;
}

/** A sentence of why a signal is shown, with the figures that made it one. */
export type Reason = (noticed: Noticed) => string;

/** A number of the figures; 0 where there is none. Throws on a name that the view does not have. */
export const numberOf = (figures: Figures, name: string): number => {
  const value = figures[name];
  if (value === undefined) throw new Error(`a signal has no figure ${name}`);
  return typeof value === "number" ? value : 0;
};

/** Words of the figures; "" where there are none. Throws like `numberOf`. */
export const wordsOf = (figures: Figures, name: string): string => {
  const value = figures[name];
  if (value === undefined) throw new Error(`a signal has no figure ${name}`);
  return typeof value === "string" ? value : "";
};

/** `1 message`, `3 messages`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Working time: minutes below an hour, else hours, whole ones from ten on. */
export const workingTime = (seconds: number): string => {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = seconds / 3600;
  return `${hours < 9.95 ? hours.toFixed(1) : String(Math.round(hours))} h`;
};

/** `68 %` */
export const percentText = (value: number): string => `${Math.round(value)} %`;
