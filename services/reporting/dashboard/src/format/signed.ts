const oneDigit = new Intl.NumberFormat("en", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});
const twoDigits = new Intl.NumberFormat("en", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: "exceptZero",
});
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0, signDisplay: "exceptZero" });

const minus = (text: string): string => text.replace("-", "\u2212");

/** Millionths of a chance as points of a hundred: `+8.5`, `−0.3`, `0.0`. */
export const pointsText = (micro: number): string => minus(oneDigit.format(micro / 10_000));
/** Millionths of whole ones: `+0.09` */
export const wholesText = (micro: number): string => minus(twoDigits.format(micro / 1_000_000));
/** `+3`, `−1`, `0` */
export const changeText = (count: number): string => minus(whole.format(count));
