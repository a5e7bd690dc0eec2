import type { DeadLetterRow } from "@rapport/contracts/http/data/DeadLetters";
import { type ReactNode, useState } from "react";
import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { LetterRow } from "./LetterRow.tsx";
import type { Replaying } from "./useReplay.ts";

const texts = dataTexts.letters;
const { columns } = texts;

const headsOf = (all: ReactNode) => [
  { key: "choose", text: all },
  { key: "why", text: columns.why },
  { key: "where", text: columns.where },
  { key: "size", text: columns.size, number: true },
  { key: "when", text: columns.when },
  { key: "state", text: columns.state },
];

/** Letters, newest first; those that are chosen are tried again together. */
export const LettersCard = ({
  letters,
  total,
  replaying,
  more,
}: {
  readonly letters: ReadonlyArray<DeadLetterRow>;
  readonly total: number;
  readonly replaying: Replaying;
  readonly more: ReactNode;
}) => {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const open = letters.filter(({ resolved }) => !resolved);
  // What was resolved meanwhile is chosen no more.
  const chosen = open.filter(({ id }) => marked.has(id));
  const choose = (ids: ReadonlyArray<string>, is: boolean) =>
    setMarked((before) => new Set([...before].filter((id) => !ids.includes(id)).concat(is ? ids : [])));
  const all = (
    <input
      type="checkbox"
      aria-label={texts.chooseAll}
      disabled={open.length === 0}
      checked={open.length > 0 && chosen.length === open.length}
      onChange={({ target }) =>
        choose(
          open.map(({ id }) => id),
          target.checked,
        )
      }
    />
  );
  const actions = (
    <button
      type="button"
      className={styles.primary}
      disabled={chosen.length === 0 || replaying.hindrance !== null || replaying.busy}
      title={replaying.hindrance ?? undefined}
      onClick={() => replaying.replay({ ids: chosen.map(({ id }) => id) })}
    >
      {chosen.length === 0 ? texts.replayNone : texts.replayChosen(chosen.length)}
    </button>
  );
  return (
    <Card title={`${texts.list}: ${countText(total)}`} actions={letters.length === 0 ? undefined : actions}>
      {letters.length === 0 ? (
        <EmptyState title={texts.empty}>
          <p>{texts.emptyHow}</p>
        </EmptyState>
      ) : (
        <ScrollTable label={texts.list} heads={headsOf(all)}>
          {letters.map((letter) => (
            <LetterRow
              key={letter.id}
              letter={letter}
              chosen={marked.has(letter.id)}
              onChoose={(is) => choose([letter.id], is)}
            />
          ))}
        </ScrollTable>
      )}
      {more}
    </Card>
  );
};
