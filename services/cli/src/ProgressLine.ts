import type { ProgressUpdate, ReportProgress } from "@rapport/pipeline/Progress";
import { measured, type ProgressSample, rateBetween, slideWindow } from "@rapport/pipeline/ProgressRate";
import { Clock, Effect } from "effect";

/** Where progress is shown: standard error, so that standard output holds answers alone. */
export interface ProgressScreen {
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  readonly write: (text: string) => void;
}

export const standardError = (): ProgressScreen => ({
  isTerminal: process.stderr.isTTY,
  columns: process.stderr.columns ?? 80,
  write: (text) => process.stderr.write(text),
});

export interface ProgressLine {
  readonly report: ReportProgress;
  /** Says how long the last work took, when it took long enough to be shown at all. */
  readonly done: Effect.Effect<void>;
}

const windowMs = 10_000;
const terminalEveryMs = 100;
const plainEveryMs = 3_000;

const count = (n: number): string => Math.round(n).toLocaleString("en");

const duration = (ms: number): string => {
  const s = ms / 1000;
  if (s < 9.95) return `${s.toFixed(1)} s`;
  if (s < 90) return `${Math.round(s)} s`;
  if (s < 5_400) return `${Math.round(s / 60)} min`;
  return `${(s / 3_600).toFixed(1)} h`;
};

const capital = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

const amount = (update: ProgressUpdate): string =>
  update.total === null
    ? `${count(update.done)} ${update.unit}`
    : `${count(update.done)} of ${count(update.total)} ${update.unit}`;

/** `Reading mail: 1,240 of 2,500 messages · 49 % · 1,830/s · 1 s left`, as far as it is known. */
export const progressText = (
  update: ProgressUpdate,
  samples: ReadonlyArray<ProgressSample>,
  units: ReadonlyArray<ProgressSample>,
): string => {
  const { total } = measured(update);
  const of = (all: ReadonlyArray<ProgressSample>) => rateBetween(all[0]!, all[all.length - 1]!, total);
  const rate = of(samples);
  const perSecond = of(units).perSecond;
  return [
    `${capital(update.label)}: ${amount(update)}`,
    ...(rate.share === null ? [] : [`${Math.floor(rate.share * 100)} %`]),
    ...(perSecond === null ? [] : [`${count(perSecond)}/s`]),
    ...(rate.etaMs === null || rate.etaMs === 0 ? [] : [`${duration(rate.etaMs)} left`]),
  ].join(" · ");
};

interface Work {
  readonly startedMs: number;
  shownMs: number;
  shown: boolean;
  last: ProgressUpdate;
  samples: ReadonlyArray<ProgressSample>;
  units: ReadonlyArray<ProgressSample>;
}

/**
 * Shows progress: on a terminal one line that rewrites itself, elsewhere a plain line every three seconds.
 * Work that is over before its first line was due stays silent where nobody watches. With `saysEnd: false` the
 * caller says how it ended: the line goes away.
 */
export const makeProgressLine = (
  screen: ProgressScreen,
  { saysEnd = true }: { readonly saysEnd?: boolean } = {},
): ProgressLine => {
  let work: Work | null = null;
  const everyMs = screen.isTerminal ? terminalEveryMs : plainEveryMs;
  const line = (text: string): string =>
    screen.isTerminal
      ? `\r\u001b[2K${text.slice(0, Math.max(20, screen.columns - 1)).trimEnd()}`
      : `${text}\n`;

  const finish = (nowMs: number): void => {
    if (work !== null && work.shown) {
      const { last, startedMs } = work;
      const text = `${capital(last.label)}: ${amount({ ...last, total: null })} in ${duration(nowMs - startedMs)}`;
      if (saysEnd) screen.write(screen.isTerminal ? `${line(text)}\n` : line(text));
      else if (screen.isTerminal) screen.write(line(""));
    }
    work = null;
  };

  const show = (update: ProgressUpdate, nowMs: number): void => {
    if (work !== null && work.last.label !== update.label) finish(nowMs);
    const sample = { atMs: nowMs, done: measured(update).done };
    const unit = { atMs: nowMs, done: update.done };
    work ??= {
      startedMs: nowMs,
      shownMs: nowMs,
      shown: false,
      last: update,
      samples: [sample],
      units: [unit],
    };
    work.last = update;
    if (nowMs - work.shownMs < everyMs) return;
    work.samples = slideWindow(work.samples, sample, windowMs);
    work.units = slideWindow(work.units, unit, windowMs);
    work.shownMs = nowMs;
    work.shown = true;
    screen.write(line(progressText(update, work.samples, work.units)));
  };

  return {
    report: (update) => Effect.map(Clock.currentTimeMillis, (nowMs) => show(update, nowMs)),
    done: Effect.map(Clock.currentTimeMillis, finish),
  };
};
