import type { DeadLettersPage } from "@rapport/contracts/http/data/DeadLetters";
import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import type { Replaying } from "./useReplay.ts";

const texts = dataTexts.letters;
const { columns } = texts;
const heads = [
  { key: "reason", text: texts.reason },
  { key: "open", text: columns.count, number: true },
  { key: "resolved", text: columns.resolved, number: true },
  { key: "replay", text: columns.replay },
];

/** Why letters are dead, and how many of each: all of a reason can be tried again at once. */
export const ReasonsCard = ({
  reasons,
  replaying,
}: {
  readonly reasons: DeadLettersPage["reasons"];
  readonly replaying: Replaying;
}) => (
  <Card title={texts.reasons}>
    <ScrollTable label={texts.reasons} heads={heads}>
      {reasons.map(({ code, open, resolved }) => (
        <tr key={code}>
          <th scope="row">{texts.codes[code]}</th>
          <td className={styles.number}>{countText(open)}</td>
          <td className={styles.number}>{countText(resolved)}</td>
          <td>
            {open > 0 && (
              <button
                type="button"
                disabled={replaying.hindrance !== null || replaying.busy}
                title={replaying.hindrance ?? undefined}
                aria-label={texts.replayReason(open, texts.codes[code])}
                onClick={() => replaying.replay({ code })}
              >
                {texts.replayReasonShort}
              </button>
            )}
          </td>
        </tr>
      ))}
    </ScrollTable>
  </Card>
);
