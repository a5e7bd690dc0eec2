import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { Link } from "@tanstack/react-router";
import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { reconcileTexts as texts } from "../../../texts/en/reconcile.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { amountText, type Line, lineKey } from "./lines.ts";
import styles from "./Reconcile.module.css";

/** A difference with a mark and a word: never colour alone. */
const Difference = ({ line }: { readonly line: Line }) => {
  if (line.difference === null) return texts.lines.unknown;
  return line.difference === 0 ? (
    <span className={styles.even}>
      <span aria-hidden="true">✓</span> {texts.lines.even}
    </span>
  ) : (
    <span className={styles.differs}>
      <span aria-hidden="true">≠</span> {amountText(line.difference, line)}
    </span>
  );
};

/** Control totals, each beside what is booked. */
export const LinesCard = ({ of }: { readonly of: ReconciliationAnswer }) => (
  <Card title={texts.lines.title} note={texts.lines.note}>
    <PlainTable
      label={texts.lines.title}
      heads={texts.lines.heads}
      rows={of.lines.map((line) => ({
        key: lineKey(line),
        cells: [
          texts.measures[line.measure],
          line.currency === "" ? texts.lines.hours : line.currency,
          amountText(line.booked, line),
          line.control === null ? texts.lines.unknown : amountText(line.control, line),
          countText(line.controlEvents),
          <Difference key="difference" line={line} />,
          <Link
            key="parties"
            to="/reconcile"
            search={(before) => ({ ...before, line: lineKey(line) })}
            replace
            resetScroll={false}
            hash="parties"
            aria-label={texts.lines.show(
              texts.lines.parties(line.parties.length),
              `${texts.measures[line.measure]} ${line.currency}`.trim(),
            )}
          >
            {texts.lines.parties(line.parties.length)}
          </Link>,
        ],
      }))}
    />
  </Card>
);
