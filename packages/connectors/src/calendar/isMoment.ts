import { Moment } from "@rapport/contracts/Envelope";

/** True for a time that the log and the warehouse can hold: 1900 to 2299, UTC ms. */
export const isMoment = (ms: number): boolean => Moment.safeParse(ms).success;
