import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";

/** What moved a client's odds most, the way the chance went: at most so many groups. */
export const movedBy = ({ parts, moved }: ChangedRow, most = 2): ChangedRow["moved"] => {
  if (parts === null || parts.allMicro === 0) return [];
  const up = parts.allMicro > 0;
  return moved.filter(({ times }) => (up ? times > 1.05 : times < 0.95)).slice(0, most);
};

/** Those whose chance moved, the most first: at most so many. */
export const moversOf = (rows: ReadonlyArray<ChangedRow>, most: number): ReadonlyArray<ChangedRow> =>
  rows
    .filter(({ parts }) => parts !== null && parts.allMicro !== 0)
    .toSorted((a, b) => Math.abs(b.parts!.allMicro) - Math.abs(a.parts!.allMicro) || (a.id < b.id ? -1 : 1))
    .slice(0, most);

/** The part that the firm itself made: its model and its settings. */
export const oursMicro = ({
  modelMicro,
  settingsMicro,
}: {
  readonly modelMicro: number;
  readonly settingsMicro: number;
}): number => modelMicro + settingsMicro;
