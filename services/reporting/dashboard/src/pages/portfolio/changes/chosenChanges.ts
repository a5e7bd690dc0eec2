import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";
import { oursMicro } from "../overview/moversOf.ts";
import type { WhatChangedSearch } from "../searches.ts";

/** Whether a client stands in another band than then; who had none or has none counts where the other is there. */
const movedBand = ({ before, after }: ChangedRow): boolean =>
  (before?.band ?? null) !== (after?.band ?? null);

const chosenBy: Readonly<Record<NonNullable<WhatChangedSearch["only"]>, (row: ChangedRow) => boolean>> = {
  up: ({ parts }) => parts !== null && parts.allMicro > 0,
  down: ({ parts }) => parts !== null && parts.allMicro < 0,
  band: movedBand,
  ours: ({ parts }) => parts !== null && oursMicro(parts) !== 0,
};

/** The rows that the filters leave, in their order. */
export const chosenChanges = (
  rows: ReadonlyArray<ChangedRow>,
  { only, owner }: Pick<WhatChangedSearch, "only" | "owner">,
): ReadonlyArray<ChangedRow> =>
  rows.filter(
    (row) => (only === undefined || chosenBy[only](row)) && (owner === undefined || row.owner === owner),
  );
