import { isClosed } from "./closedDays.ts";
import { dayMs, minuteMs } from "./days.ts";
import type { Zone } from "./Zone.ts";

/** Office hours on the wall, minutes after midnight. */
const opensMinute = 540;
const closesMinute = 1_050;

/** The moment at which `delayMs` of somebody's working time have passed since `fromMs`. */
export const afterWorking = (zone: Zone, fromMs: number, delayMs: number): number => {
  let wall = zone.wall(fromMs);
  let left = delayMs;
  for (;;) {
    const day = Math.floor(wall / dayMs);
    const opens = day * dayMs + opensMinute * minuteMs;
    const closes = day * dayMs + closesMinute * minuteMs;
    const at = Math.max(wall, opens);
    if (!isClosed(day) && at < closes) {
      if (at + left <= closes) return zone.moment(Math.floor((at + left) / 1000) * 1000);
      left -= closes - at;
    }
    wall = (day + 1) * dayMs;
  }
};

/** A minute of the wall clock of a day, as a moment. */
export const atMinute = (zone: Zone, day: number, minute: number): number =>
  zone.moment(day * dayMs + Math.round(minute) * minuteMs);
