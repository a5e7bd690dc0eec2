import type { ClientDay } from "@rapport/contracts/http/client/Days";
import { useMemo } from "react";
import { dayText } from "../../../format/days.ts";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";
import { monthText } from "../money/monthSpan.ts";
import styles from "./Calendar.module.css";
import { type CalendarDay, calendarWeeks } from "./yearDays.ts";

const texts = clientContactTexts.rhythm;
const cell = 10;
const step = 12;
const head = 14;

/** The month that begins in a week, to stand above it; none within the first weeks, where it would not fit. */
const monthIn = (week: ReadonlyArray<CalendarDay>, n: number): string | null => {
  const first = week.find(({ day }) => day.endsWith("-01"));
  return first === undefined || n > 50 ? null : monthText(first.day.slice(0, 7)).slice(0, 3);
};

/** A square for each day of a year, weeks from left to right: the fuller, the more passed. */
export const Calendar = ({ days, to }: { readonly days: ReadonlyArray<ClientDay>; readonly to: string }) => {
  const weeks = useMemo(() => calendarWeeks(days, to), [days, to]);
  return (
    <svg
      className={styles.calendar}
      viewBox={`0 0 ${weeks.length * step} ${head + 7 * step}`}
      role="img"
      aria-label={texts.label}
    >
      {weeks.map((week, n) => {
        const month = monthIn(week, n);
        return (
          <g key={week[0]!.day} transform={`translate(${n * step} 0)`}>
            {month !== null && (
              <text className={styles.month} y={head - 5}>
                {month}
              </text>
            )}
            {week.map(({ day, contacts, level }, weekday) => {
              const inset = (cell * (4 - level)) / 10;
              return (
                <g key={day}>
                  <title>{`${dayText(day)}: ${contacts} ${texts.contacts}`}</title>
                  <rect className={styles.day} y={head + weekday * step} width={cell} height={cell} rx="2" />
                  {level > 0 && (
                    <rect
                      className={styles[`level${level}`]}
                      x={inset / 2}
                      y={head + weekday * step + inset / 2}
                      width={cell - inset}
                      height={cell - inset}
                      rx="2"
                    />
                  )}
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
};
